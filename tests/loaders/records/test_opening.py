"""Files, streams and archives are opened, and archives are not trusted."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from zisgraph.errors import InputError
from zisgraph.loaders.records import members
from zisgraph.loaders.records.opening import Limited


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def read(source, **more):
    found = {}
    for member in members(source, **more):
        with member.open() as stream:
            found[member.name] = stream.read()
    return found


def test_a_plain_file_is_its_own_member(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id\n1\n")
    assert read(tmp_path / "a.csv") == {"a.csv": b"id\n1\n"}


def test_a_stream_is_read_from_its_start_and_stays_open():
    stream = io.BytesIO(b"id\n1\n")
    stream.read()
    assert read(stream, name="a.csv") == {"a.csv": b"id\n1\n"}
    assert read(stream, name="a.csv") == {"a.csv": b"id\n1\n"}


def test_gzip_is_unpacked_under_its_own_name(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"id\n1\n"))
    assert read(tmp_path / "a.csv.gz") == {"a.csv": b"id\n1\n"}


def test_the_members_of_a_zip_come_in_the_order_of_their_names(tmp_path):
    file = zipped(tmp_path / "a.zip", project_dot_csv="2", organization_dot_csv="1", empty__="")
    assert list(read(file).items()) == [("a.zip/organization.csv", b"1"), ("a.zip/project.csv", b"2")]
    assert [member.suffix for member in members(file)] == ["csv", "csv"]


def test_a_spreadsheet_is_a_file_though_it_is_a_zip(tmp_path):
    file = zipped(tmp_path / "a.xlsx", part_dot_xml="<a/>")
    assert list(read(file)) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../outside.csv", "leads out of the archive"),
        ("/etc/outside.csv", "leads out of the archive"),
        ("a\\..\\outside.csv", "leads out of the archive"),
        ("C:/outside.csv", "leads out of the archive"),
    ],
)
def test_a_name_that_leads_out_is_refused(tmp_path, name, told):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "1")
    with pytest.raises(InputError, match=told):
        read(tmp_path / "a.zip")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    file = zipped(tmp_path / "a.zip", big_dot_csv="0" * 20_000_000)
    with pytest.raises(InputError, match=r"bytes that unpack to 20,000,000.*at most 200 times"):
        read(file)


def test_a_stream_that_lies_about_its_size_ends_at_the_limit():
    stream = Limited(io.BytesIO(b"x" * 100), "a.csv", most=10)
    with pytest.raises(InputError, match="more than 10 bytes"):
        io.BufferedReader(stream).read()


def test_an_encrypted_member_is_refused(tmp_path):
    file = zipped(tmp_path / "a.zip", a_dot_csv="1")
    data = bytearray(file.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(bytes(data))
    with pytest.raises(InputError, match="an encrypted file"):
        read(file)


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_cut_zip_says_so(tmp_path, cut):
    file = zipped(tmp_path / "a.zip", a_dot_csv="".join(map(str, range(5000))))
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(InputError, match="was the download cut off"):
        read(file)


def test_a_damaged_member_says_so(tmp_path):
    file = zipped(tmp_path / "a.zip", a_dot_csv="".join(map(str, range(5000))))
    data = bytearray(file.read_bytes())
    data[2000:2100] = bytes(100)
    file.write_bytes(bytes(data))
    with pytest.raises(InputError, match=r"a\.zip/a\.csv.*breaks in the middle"):
        read(file)


def test_a_cut_gzip_says_so(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"id\n" * 9999)[:-20])
    with pytest.raises(InputError, match="breaks in the middle"):
        read(tmp_path / "a.csv.gz")


def test_empty_and_missing_files_are_named(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(InputError, match=r"a\.csv: received an empty file"):
        read(tmp_path / "a.csv")
    with pytest.raises(InputError, match=r"b\.csv: received no such file"):
        read(tmp_path / "b.csv")


def test_an_archive_of_too_many_files_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(1001):
            archive.writestr(f"{number}.csv", "1")
    with pytest.raises(InputError, match="1,001 files in one archive"):
        read(tmp_path / "a.zip")
