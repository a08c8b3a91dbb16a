// The question box on another site: <script src="…/static/widget.js" data-accent="0b5a63" async></script>
(() => {
  const tag = document.currentScript;
  const from = new URL(tag.src);
  const frame = document.createElement("iframe");
  const address = new URL(from.pathname.replace(/static\/widget\.js$/, "embed"), from);
  for (const colour of ["accent", "paper", "ink"]) {
    if (tag.dataset[colour]) address.searchParams.set(colour, tag.dataset[colour]);
  }
  frame.src = address.href;
  frame.title = tag.dataset.title || "May this treatment follow that one, and when?";
  frame.width = "100%";
  frame.height = tag.dataset.height || "560";
  frame.loading = "lazy";
  frame.style.border = "0";
  tag.after(frame);
})();
