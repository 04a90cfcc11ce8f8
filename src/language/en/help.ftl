# The English help of a command is the doc comment of its arguments in src/cli.
