"""How far each figure of the sample set is above its floor: python -m tests.quality [--raise | --faults]

--raise pins the floors anew where the figures have risen; it never lowers one. --faults also prints all that is wrong.
"""

from __future__ import annotations

import sys

from selon.evaluate.tasks import MEASURES
from tests.quality import SAMPLE, pinned, predicted, read_floors, value_of, write_floors

if not {*sys.argv[1:]} <= {"--raise", "--faults"}:
    sys.exit(__doc__)
floors = read_floors()
raised = []
shut = False
for floor in floors:
    value = value_of(floor, *predicted(floor.task))
    higher = pinned(floor, value)
    rises = floor.above(value) > pinned(floor, floor.measured).above(floor.measured) and higher.floor != floor.floor
    raised.append(higher if rises else floor)
    shut = shut or not floor.holds(value)
    note = "MISSED" if not floor.holds(value) else "could be raised" if rises else ""
    print(f"{floor.task:<12}{floor.lang:<4}{floor.figure:<34}{value:.4f}  {floor.bound} {floor.floor:.3f}  {floor.above(value):+.4f}  {note}".rstrip())
if "--faults" in sys.argv:
    for task in SAMPLE:
        print(f"\n{task}")
        for kind, name, what in sorted(MEASURES[task].faults(*predicted(task)), key=lambda fault: fault[1]):
            print(f"  {name}: {kind}: {what}")
if "--raise" in sys.argv:
    write_floors(raised)
    print("floors that could be raised were raised: say in the commit what raised them")
sys.exit(1 if shut else 0)
