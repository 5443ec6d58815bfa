"""What PySAL inequality 1.0.1 gives for this table: run with that package installed, not with growthpole."""

import json
from pathlib import Path

import numpy as np
from inequality import _indices as theirs
from inequality.theil import Theil, TheilD

table = np.array([[10, 13, 13, 49], [19, 29, 31, 46], [33, 16, 34, 34], [7, 0, 22, 91], [0, 3, 5, 12]], dtype=float)
plant_herfindahl = np.array([0.05, 0.12, 0.09, 0.02])
values = {
    "table": table.tolist(),
    "plant_herfindahl": plant_herfindahl.tolist(),
    "ellison_glaeser": theirs.ellison_glaeser_egg(table, hs=plant_herfindahl).tolist(),
    "maurel_sedillot": theirs.maurel_sedillot_msg(table, hs=plant_herfindahl).tolist(),
    "shannon": [float(theirs.shannon_se(row[None, :])) for row in table[:3]],
    "herfindahl": [float(theirs.herfindahl_hd(row[None, :])) for row in table],
    "theil_against_equal": [float(Theil(row).T) for row in table[:3]],
    "theil_between_pairs": [float(TheilD(row, np.array([0, 0, 1, 1])).bg[0]) for row in table[:3]],
}
Path("values.json").write_text(json.dumps(values, indent=1) + "\n")
