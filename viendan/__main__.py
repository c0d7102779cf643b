"""``python -m viendan``, where the folder of installed programs is not searched for commands."""

from viendan import main

main(prog_name="viendan")
