from entracte.cli import main

main()
