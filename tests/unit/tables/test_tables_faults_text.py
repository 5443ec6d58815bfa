"""Faulty text and Parquet files: each kind with the exact message it must give, and nothing taken in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from growthpole.errors import EvidenceError
from growthpole.tables import examine, read_dossier

HEADINGS = "cluster,indicator,period,value,unit,status,source\n"
GOOD = "glass,output,2023,42,亿元,reported,return"
CLUSTERS = "cluster,name_en,region_code\nglass,Glass town,140727\n"
ENDS = "cluster,indicator,period,value,unit,status,low,high\n"
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
METRES = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Polygon",'
    '"coordinates":[[[500000,4100000],[500100,4100000],[500100,4100100],[500000,4100000]]]}}]}'
)
POINTS = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Point",'
    '"coordinates":[112,37]}}]}'
)


class Fault(NamedTuple):
    """Files as they are handed in, and everything that must be said about them."""

    files: dict[str, str | bytes]
    messages: tuple[str, ...]


def evidence(*rows: str) -> str:
    return HEADINGS + "".join(f"{row}\n" for row in rows)


FAULTS = {
    "empty file": Fault(
        {"evidence.csv": ""},
        (
            "error: evidence.csv: found an empty file; must be a line of headings, and a line for each record. Fill "
            "it in, or remove the file.",
        ),
    ),
    "blank lines only": Fault(
        {"evidence.csv": "\n\n \n"},
        (
            "error: evidence.csv: found an empty file; must be a line of headings, and a line for each record. Fill "
            "it in, or remove the file.",
        ),
    ),
    "headings only": Fault(
        {"evidence.csv": HEADINGS},
        (
            "error: evidence.csv, row 1: found headings and no row below them; must be a row for each figure. Fill "
            "it in.",
        ),
    ),
    "column missing": Fault(
        {"evidence.csv": "cluster,indicator,year\nglass,output,2023\n"},
        (
            "error: evidence.csv, row 1: found the headings 'cluster', 'indicator', 'year'; must be a column 'value' "
            "(the figure, or yes / no). Add it; it may also be called figure, amount, 数值, 值, 数据, 指标值.",
        ),
    ),
    "heading twice": Fault(
        {"evidence.csv": "cluster,indicator,period,value,Value,unit\nglass,output,2023,42,43,亿元\n"},
        (
            "error: evidence.csv, row 1, column Value: found the heading 'Value' twice; must be each heading once. "
            "Rename or delete one of the two columns.",
        ),
    ),
    "quotation never closed": Fault(
        {"evidence.csv": evidence('glass,output,2023,42,亿元,reported,"return')},
        (
            "error: evidence.csv, row 2: found text that is not a table (unexpected end of data); must be cells "
            "parted by commas, each quotation closed. Look for a quotation mark that is opened and never closed, at "
            "or before this line.",
        ),
    ),
    "cells missing": Fault(
        {"evidence.csv": evidence("glass,output,2023,42")},
        (
            "error: evidence.csv, row 2: found 4 cells; must be 7 cells, one for each heading. Put a value that "
            "holds a comma in quotation marks, and keep a comma for each empty cell.",
        ),
    ),
    "a cell beyond the headings": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,亿元,reported,return,,more")},
        (
            "error: evidence.csv, row 2: found 9 cells; must be 7 cells, one for each heading. Put a value that "
            "holds a comma in quotation marks, and keep a comma for each empty cell.",
        ),
    ),
    "cells too many": Fault(
        {"evidence.csv": evidence("glass,output,2023,1,234,亿元,reported,return")},
        (
            "error: evidence.csv, row 2: found 8 cells; must be 7 cells, one for each heading. Put a value that "
            "holds a comma in quotation marks, and keep a comma for each empty cell.",
            "error: evidence.csv, row 2, column status: found '亿元'; must be one of reported, verified, corrected, "
            "estimated, derived, lower bound, upper bound, disputed, corrupt, suppressed, missing. Choose one; a "
            "figure as published is 'reported'.",
            "error: evidence.csv, row 2, column unit: found the unit '234'; must be a unit such as CNY, 万元, 亿元, "
            "persons, 亩, km2, tce, % or count. Correct the unit.",
        ),
    ),
    "bytes of no encoding": Fault(
        {"evidence.csv": b"cluster,indicator,period,value,unit,status,source\n\xff\xff\xff,output,2023,1,,,\n"},
        (
            "error: evidence.csv, row 2: found bytes that are neither UTF-8 nor GB18030; must be text in UTF-8 or "
            "GB18030. Save the file again as CSV UTF-8.",
        ),
    ),
    "a NUL byte": Fault(
        {"evidence.csv": b"cluster,indicator,period,value,unit,status,source\nglass,output\x00,2023,1,,,\n"},
        (
            "error: evidence.csv, row 2: found a NUL byte; must be text in UTF-8 or GB18030. Save the file again as "
            "CSV UTF-8.",
        ),
    ),
    "letters lost on the way": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,亿元,reported,锟斤拷")},
        (
            "error: evidence.csv, row 2, column source: found '锟斤拷'; must be text whose letters came through "
            "whole. Save the file it came from as CSV UTF-8; the lost letters cannot be restored here.",
        ),
    ),
    "no evidence": Fault(
        {"clusters.csv": CLUSTERS},
        (
            "error: handed-in: found clusters.csv; must be a file evidence.csv, evidence.parquet or evidence.xlsx. "
            "Add it; `growthpole init DIR` writes a template.",
        ),
    ),
    "no subject": Fault(
        {"evidence.csv": "indicator,period,value\noutput,2023,42\n"},
        (
            "error: evidence.csv, row 1: found the headings 'indicator', 'period', 'value'; must be a column "
            "'cluster' (the cluster it is said of; `*programme*` for the programme itself, `*all*` for every cluster "
            "at once). Add it; it may also be called area, subject, town, district, zone, cluster_id, 集群, 专业镇, "
            "对象, 主体, 集群编号.",
        ),
    ),
    "values without a heading": Fault(
        {"evidence.csv": "cluster,indicator,period,value,,\nglass,output,2023,42,mn,\n"},
        (
            "error: evidence.csv, row 2: found 1 value under an empty heading (no. 5); must be a column with a "
            "heading. Give the column a heading, or clear it.",
        ),
    ),
    "unit unknown": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,bananas,reported,return")},
        (
            "error: evidence.csv, row 2, column unit: found the unit 'bananas'; must be a unit such as CNY, 万元, "
            "亿元, persons, 亩, km2, tce, % or count. Correct the unit.",
        ),
    ),
    "unit of a dimension that is not used": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,degC,reported,return")},
        (
            "error: evidence.csv, row 2, column unit: found the unit 'degC'; must be a unit such as CNY, 万元, 亿元, "
            "persons, 亩, km2, tce, % or count. Correct the unit.",
        ),
    ),
    "number for unit": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2023,42,2023,reported,return", "iron,output,2023,42,元,reported,return"
            )
        },
        (
            "error: evidence.csv, row 2, column unit: found the unit '2023'; must be a unit such as CNY, 万元, 亿元, "
            "persons, 亩, km2, tce, % or count. Correct the unit.",
        ),
    ),
    "two scales": Fault(
        {"evidence.csv": evidence("glass,output,2023,1.2亿,万元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '1.2亿': the cell says '亿' and the unit column says "
            "'万元'; must be one scale and one unit. Write the bare number, and its whole unit, such as 亿元, into "
            "the column unit.",
        ),
    ),
    "two units": Fault(
        {"evidence.csv": evidence("glass,output,2023,120吨,元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '120吨': the cell says '吨' and the unit column says "
            "'元'; must be one scale and one unit. Write the bare number, and its whole unit, such as 亿元, into the "
            "column unit.",
        ),
    ),
    "per cent of money": Fault(
        {"evidence.csv": evidence("glass,output,2023,12%,万元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '12%': the cell says '%' and the unit column says "
            "'万元'; must be one scale and one unit. Write the bare number, and its whole unit, such as 亿元, into "
            "the column unit.",
        ),
    ),
    "status unknown": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,亿元,perhaps,return")},
        (
            "error: evidence.csv, row 2, column status: found 'perhaps'; must be one of reported, verified, "
            "corrected, estimated, derived, lower bound, upper bound, disputed, corrupt, suppressed, missing. Choose "
            "one; a figure as published is 'reported'.",
        ),
    ),
    "value missing": Fault(
        {"evidence.csv": evidence("glass,output,2023,,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found an empty cell; must be a figure, as the status is "
            "'reported'. Give the figure, or set the status to missing, corrupt or suppressed: unknown is never zero.",
        ),
    ),
    "none is not zero": Fault(
        {"evidence.csv": evidence("glass,output,2023,无数据,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '无数据'; must be a figure, as the status is "
            "'reported'. Give the figure, or set the status to missing, corrupt or suppressed: unknown is never zero.",
        ),
    ),
    "words for a value": Fault(
        {"evidence.csv": evidence("glass,output,2023,forty-two,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found 'forty-two'; must be a number such as 1234.5 or "
            "1,234.5, or yes / no. Type the bare number; put its unit into the column unit and its wording into "
            "quote.",
        ),
    ),
    "nearly": Fault(
        {"evidence.csv": evidence("glass,output,2023,近42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '近42'; must be a number such as 1234.5 or 1,234.5, or "
            "yes / no. Type the bare number and set the status to 'upper bound'.",
        ),
    ),
    "more than": Fault(
        {"evidence.csv": evidence("glass,output,2023,>42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '>42'; must be a number such as 1234.5 or 1,234.5, or "
            "yes / no. Type the bare number and set the status to 'lower bound'.",
        ),
    ),
    "about": Fault(
        {"evidence.csv": evidence("glass,output,2023,约42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '约42'; must be a number such as 1234.5 or 1,234.5, or "
            "yes / no. Type the bare number and set the status to 'estimated'.",
        ),
    ),
    "date for a number": Fault(
        {"evidence.csv": evidence("glass,output,2023,2023-12-31,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '2023-12-31'; must be a number such as 1234.5 or "
            "1,234.5, or yes / no. The cell holds a date; set its format to number and type the figure again.",
        ),
    ),
    "error cell pasted": Fault(
        {"evidence.csv": evidence("glass,output,2023,#DIV/0!,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '#DIV/0!'; must be a number such as 1234.5 or 1,234.5, "
            "or yes / no. Correct the formula, or type the figure; if it is not known, clear the cell, status "
            "missing.",
        ),
    ),
    "formula pasted": Fault(
        {"evidence.csv": evidence("glass,output,2023,=A1*2,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '=A1*2'; must be a number such as 1234.5 or 1,234.5, or "
            "yes / no. The cell holds a formula without its result; calculate the sheet and paste the values.",
        ),
    ),
    "decimal comma": Fault(
        {"evidence.csv": evidence('glass,output,2023,"1.234,5",亿元,reported,return')},
        (
            "error: evidence.csv, row 2, column value: found '1.234,5'; must be a number such as 1234.5 or 1,234.5, "
            "or yes / no. Write the decimal sign as a point, and part thousands by commas in groups of three.",
        ),
    ),
    "separator in the wrong place": Fault(
        {"evidence.csv": evidence('glass,output,2023,"1,2345",亿元,reported,return')},
        (
            "error: evidence.csv, row 2, column value: found '1,2345'; must be a number such as 1234.5 or 1,234.5, "
            "or yes / no. Write the decimal sign as a point, and part thousands by commas in groups of three.",
        ),
    ),
    "yes for money": Fault(
        {"evidence.csv": evidence("glass,output,2023,yes,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found 'yes' with the unit '亿元'; must be a number, or the "
            "unit yes/no. Type the figure, or correct the unit.",
        ),
    ),
    "infinite": Fault(
        {"evidence.csv": evidence("glass,output,2023,inf,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found 'inf'; must be a number such as 1234.5 or 1,234.5, or "
            "yes / no. Type the bare number; put its unit into the column unit and its wording into quote.",
        ),
    ),
    "range that is reported": Fault(
        {"evidence.csv": evidence("glass,output,2023,40-44,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found a range; must be one figure, unless the status is "
            "'estimated'. Set the status to estimated, or give one figure.",
        ),
    ),
    "one end of an estimate": Fault(
        {"evidence.csv": ENDS + "glass,output,2023,42,亿元,estimated,40,\n"},
        (
            "error: evidence.csv, row 2, column low: found one end of an estimate; must be both ends, low and high. "
            "Give the other end as well.",
        ),
    ),
    "ends crossed": Fault(
        {"evidence.csv": ENDS + "glass,output,2023,42,亿元,estimated,44,40\n"},
        (
            "error: evidence.csv, row 2, column low: found ends that do not hold the figure; must be low <= value <= "
            "high. Correct the ends or the figure.",
        ),
    ),
    "ends of words": Fault(
        {"evidence.csv": ENDS + "glass,output,2023,42,亿元,estimated,forty,44\n"},
        (
            "error: evidence.csv, row 2, column low: found 'forty'; must be a number such as 1234.5 or 1,234.5, or "
            "yes / no. Type the bare number; put its unit into the column unit and its wording into quote.",
        ),
    ),
    "period empty": Fault(
        {"evidence.csv": evidence("glass,output,,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column period: found an empty cell; must be a year such as 2023. Fill it "
            "in, or delete the row.",
        ),
    ),
    "period as stored date": Fault(
        {"evidence.csv": evidence("glass,output,45291,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column period: found '45291': this is how a spreadsheet stores the date "
            "2023-12-31; must be a year such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06. Type the "
            "year as four digits.",
        ),
    ),
    "period is a number": Fault(
        {"evidence.csv": evidence("glass,output,23,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column period: found '23': this is a number, not a year; must be a year "
            "such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06. Type the year as four digits.",
        ),
    ),
    "period is a day": Fault(
        {"evidence.csv": evidence("glass,output,2023-06-30,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column period: found '2023-06-30': this is one day, not a year; must be a "
            "year such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06. Type the year as four digits.",
        ),
    ),
    "period out of range": Fault(
        {"evidence.csv": evidence("glass,output,2923,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column period: found '2923': this lies outside 1900 to 2100; must be a year "
            "such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06. Type the year as four digits.",
        ),
    ),
    "cluster empty": Fault(
        {"evidence.csv": evidence(",output,2023,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column cluster: found an empty cell; must be the id of a cluster, a region "
            "code, *programme* or *all*. Fill it in, or delete the row.",
        ),
    ),
    "indicator empty": Fault(
        {"evidence.csv": evidence("glass,,2023,42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column indicator: found an empty cell; must be the id of an indicator. Fill "
            "it in, or delete the row.",
        ),
    ),
    "figures under the unit": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2023,亿元,42,reported,return", "glass,output,2022,亿元,40,reported,return"
            )
        },
        (
            "error: evidence.csv, row 1, column value: found most of the figures in 'unit', and most of 'value' "
            "without one; must be the figures in the column 'value'. Exchange the headings 'value' and 'unit'.",
        ),
    ),
    "figures under the year": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,42.5,2023,亿元,reported,return", "glass,output,40.2,2022,亿元,reported,return"
            )
        },
        (
            "error: evidence.csv, row 1, column value: found most of the figures in 'period', and most of 'value' "
            "without one; must be the figures in the column 'value'. Exchange the headings 'value' and 'period'.",
        ),
    ),
    "cluster twice": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": CLUSTERS + "glass,Other,140727\n"},
        (
            "error: clusters.csv, row 3, column cluster: found 'glass', which stands in row 2 already; must be each "
            "cluster once. Delete one of the two rows, or give it another name.",
        ),
    ),
    "cluster without id": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": CLUSTERS + ",Other,140727\n"},
        (
            "error: clusters.csv, row 3, column cluster: found an empty cell; must be the cluster. Fill it in, or "
            "delete the row.",
        ),
    ),
    "cluster unknown": Fault(
        {"evidence.csv": evidence(GOOD, "glas,output,2022,40,亿元,reported,return"), "clusters.csv": CLUSTERS},
        (
            "error: evidence.csv, row 3, column cluster: found 'glas'; must be a cluster of the register, a region "
            "code, *programme* or *all*. Correct it, or add it to clusters. Did you mean 'glass'?",
        ),
    ),
    "source unknown": Fault(
        {
            "evidence.csv": evidence(GOOD, "glass,output,2022,40,亿元,reported,retrun"),
            "sources.csv": "source,title\nreturn,Yearly return\n",
        },
        (
            "error: evidence.csv, row 3, column source: found 'retrun'; must be a source of the register. Correct "
            "it, or add it to sources. Did you mean 'return'?",
        ),
    ),
    "region unknown": Fault(
        {
            "evidence.csv": evidence(GOOD),
            "clusters.csv": CLUSTERS,
            "regions.csv": "region_code,name\n140700,Jinzhong\n",
        },
        (
            "error: clusters.csv, row 2, column region_code: found '140727'; must be one of the regions handed in. "
            "Correct it, or add it to regions. Did you mean '140700'?",
        ),
    ),
    "industry unknown": Fault(
        {
            "evidence.csv": evidence(GOOD),
            "clusters.csv": "cluster,industries\nglass,C3054;C9999\n",
            "industries.csv": "code,name\nC3054,Glassware\n",
        },
        (
            "error: clusters.csv, row 2, column industries: found 'C9999'; must be one of the industries handed in. "
            "Correct it, or add it to industries.",
        ),
    ),
    "firm of no cluster": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": CLUSTERS, "firms.csv": "firm,name,cluster\nf1,Firm,glas\n"},
        (
            "error: firms.csv, row 2, column cluster: found 'glas'; must be one of the clusters handed in. Correct "
            "it, or add it to clusters. Did you mean 'glass'?",
        ),
    ),
    "firm's figure": Fault(
        {"evidence.csv": evidence(GOOD), "firms.csv": "firm,name,revenue (万元)\nf1,Firm,plenty\n"},
        (
            "error: firms.csv, row 2, column revenue (万元): found 'plenty'; must be a number in 万元. Type the bare "
            "number.",
        ),
    ),
    "longitude beyond the globe": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": "cluster,longitude,latitude\nglass,37.36,112.33\n"},
        (
            "error: clusters.csv, row 2, column latitude: found '112.33'; must be degrees between -90 and 90. Write "
            "decimal degrees, such as 112.33; longitude and latitude may be swapped.",
        ),
    ),
    "coordinates of unknown kind": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": "cluster,longitude,latitude,crs\nglass,112.33,37.36,BD-09\n"},
        (
            "error: clusters.csv, row 2, column crs: found 'BD-09'; must be WGS84 or GCJ-02. Convert the coordinates "
            "to one of the two.",
        ),
    ),
    "two registers": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": CLUSTERS, "专业镇.csv": CLUSTERS},
        ("error: 专业镇.csv: found 2 tables of clusters; must be one table of clusters. Put them into one.",),
    ),
    "register without headings": Fault(
        {"evidence.csv": evidence(GOOD), "clusters.csv": "glass,Glass town,140727\n"},
        (
            "error: clusters.csv, row 1: found the headings 'glass', 'Glass town', '140727'; must be a column "
            "'cluster' (short stable name (letters, digits, hyphens); every other table refers to it). Add it; it "
            "may also be called id, code, area, town, 集群, 专业镇, 编号, 集群编号, 代码.",
        ),
    ),
    "Parquet that is none": Fault(
        {"evidence.parquet": "PAR1 and nothing more"},
        (
            "error: evidence.parquet: found a file that is not Parquet, or not whole; must be a whole Parquet file. "
            "Write the file again.",
        ),
    ),
    "old workbook in the folder": Fault(
        {"evidence.xls": OLE2},
        (
            "error: evidence.xls: found a workbook in the format of Excel 97-2003 (.xls); must be a workbook "
            "(.xlsx). Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "boundaries that are no JSON": Fault(
        {"evidence.csv": evidence(GOOD), "boundaries.geojson": "{"},
        (
            "error: boundaries.geojson: found text that is no JSON (Expecting property name enclosed in double "
            "quotes: line 1 column 2 (char 1)); must be a GeoJSON FeatureCollection of polygons in degrees. Export "
            "the boundaries again as GeoJSON in longitude and latitude, or remove the file.",
        ),
    ),
    "boundaries in metres": Fault(
        {"evidence.csv": evidence(GOOD), "boundaries.geojson": METRES},
        (
            "error: boundaries.geojson: found the feature '1', whose coordinates are not degrees; must be a GeoJSON "
            "FeatureCollection of polygons in degrees. Export the boundaries again as GeoJSON in longitude and "
            "latitude, or remove the file.",
        ),
    ),
    "boundaries of points": Fault(
        {"evidence.csv": evidence(GOOD), "boundaries.geojson": POINTS},
        (
            "error: boundaries.geojson: found the feature '1', which is a Point; must be a GeoJSON FeatureCollection "
            "of polygons in degrees. Export the boundaries again as GeoJSON in longitude and latitude, or remove the "
            "file.",
        ),
    ),
}


def hand_in(folder: Path, files: dict[str, str | bytes]) -> Path:
    handed_in = folder / "handed-in"
    handed_in.mkdir()
    for name, content in files.items():
        handed_in.joinpath(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return handed_in


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_and_nothing_is_taken_in(fault: Fault, tmp_path: Path) -> None:
    dossier, problems = examine(hand_in(tmp_path, fault.files))
    assert dossier is None
    assert tuple(f"{problem.severity}: {problem}" for problem in problems) == fault.messages


def test_reading_raises_with_every_error(tmp_path: Path) -> None:
    rows = ("glass,output,2023,forty,亿元,reported,return", "glass,output,2022,40,bananas,reported,return")
    with pytest.raises(EvidenceError, match="2 problems found; nothing was taken in") as caught:
        read_dossier(hand_in(tmp_path, {"evidence.csv": evidence(*rows)}))
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(2, "value"), (3, "unit")]


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    dossier, problems = examine(tmp_path / "nowhere")
    assert dossier is None
    assert [str(problem) for problem in problems] == [
        "nowhere: found nothing at this place; must be a folder or a workbook. Correct the path."
    ]


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    path.write_text("notes")
    _, problems = examine(path)
    assert [problem.code for problem in problems] == ["file-format"]
    assert problems[0].must == "a folder, a workbook (.xlsx), or a CSV or Parquet file named like a table"


def test_a_parquet_column_of_lists(tmp_path: Path) -> None:
    frame = pl.DataFrame({"cluster": ["glass"], "indicator": ["output"], "period": [2023], "value": [[1.0, 2.0]]})
    frame.write_parquet(tmp_path / "evidence.parquet")
    dossier, problems = examine(tmp_path)
    assert dossier is None
    assert [str(problem) for problem in problems if problem.severity == "error"] == [
        "evidence.parquet, column value: found a column of type List(Float64); must be one value in each cell. "
        "Write it as text or numbers."
    ]


def test_an_infinite_figure_in_parquet(tmp_path: Path) -> None:
    values = [float("inf"), 1.0]
    frame = pl.DataFrame({"cluster": "glass", "indicator": "output", "period": [2022, 2023], "value": values})
    frame.write_parquet(tmp_path / "evidence.parquet")
    _, problems = examine(tmp_path)
    assert [(problem.code, problem.row, problem.found) for problem in problems] == [("value-not-number", 1, "'inf'")]


def test_a_thousand_equal_faults_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [f"glass,output,2023,{number},bananas,reported,return" for number in range(1500)]
    _, problems = examine(hand_in(tmp_path, {"evidence.csv": evidence(*rows)}))
    assert len(problems) == 1001
    assert problems[0].found == "500 more cells with the same fault"
