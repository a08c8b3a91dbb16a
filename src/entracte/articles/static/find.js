// Two choices to one address; without script the list of treatments below leads to the same pages.
document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  window.location.href = form.dataset.root + form.first.value + "/" + form.then.value + "/";
});
