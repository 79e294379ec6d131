"""run_notebook.py FILE.ipynb SHEETS.json: SHEETS is a list of {entry: text}; prints the marks of each, as the cells give them."""
import contextlib, io, json, sys

notebook = json.load(open(sys.argv[1]))
assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
identifiers = [cell["id"] for cell in notebook["cells"]]
assert len(set(identifiers)) == len(identifiers)
code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
for sheet in json.load(open(sys.argv[2])):
    space, printed = {}, io.StringIO()
    for source in code:
        with contextlib.redirect_stdout(printed):
            exec(source, space)
        if "answers" in space and not any(space["answers"].values()):
            assert not sheet or set(sheet) == set(space["answers"]), (set(sheet), set(space["answers"]))
            space["answers"].update(sheet)
    print(next(line.split()[1] for line in printed.getvalue().splitlines() if line.startswith("marks:")))
