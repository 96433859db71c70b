"""Records of more than a megabyte go the whole way, as CSV and as Parquet, to the same published bytes."""

from pathlib import Path

from benchmarks.whole_builds import A_MEGABYTE, write_report
from tests.support.digests import digests

from annual_report.build import build


def test_a_csv_above_a_megabyte_is_built_to_the_bytes_of_its_parquet(tmp_path: Path) -> None:
    sites = {}
    for name, parquet in (("csv", False), ("parquet", True)):
        (tmp_path / name / "report").mkdir(parents=True)
        project = write_report(tmp_path / name / "report", A_MEGABYTE, parquet=parquet)
        if not parquet:
            assert (project.data / "2020" / "SYNTHETIC_incidents.csv").stat().st_size > 1 << 20
        site = build(project, "2020", {}, lambda step: None).site.parent
        sites[name] = digests(site)
    assert sites["csv"] == sites["parquet"]
