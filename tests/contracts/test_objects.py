"""Posts in a bucket: an S3 server on this machine's loopback, read here and by the workers of a real cluster. All is made up."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hubbub
from bench.cluster import answers, cluster, free, within
from hubbub.readers.sources import expand
from tests.contracts.test_cluster import SETTINGS, finding
from tests.contracts.test_same_findings import FAST, collection

boto3, s3fs = pytest.importorskip("boto3"), pytest.importorskip("s3fs")
pytest.importorskip("moto")


POSTS = 300


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a folder of posts in a bucket; how to reach it is in the environment, as for anybody who uses one. One
    server for all tests: s3fs keeps to the first it is told of."""
    port, folder = free(), tmp_path_factory.mktemp("bucket")
    told = {"ENDPOINT_URL": f"http://127.0.0.1:{port}", "ACCESS_KEY_ID": "made-up", "SECRET_ACCESS_KEY": "made-up"}
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (told | {"DEFAULT_REGION": "us-east-1", "EC2_METADATA_DISABLED": "true"}).items():
            patch.setenv(f"AWS_{name}", value)
        with subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                assert within(60, lambda: answers(port))
                store = s3fs.S3FileSystem()
                store.mkdir("made-up")
                store.put(str(collection(folder / "posts", POSTS)), "made-up/moment/posts", recursive=True)
                yield "s3://made-up/moment/posts"
            finally:
                server.kill()


@pytest.fixture
def expected(tmp_path: Path) -> bytes:
    """The findings of the same posts in files."""
    hubbub.find([collection(tmp_path / "posts", POSTS)], tmp_path / "files", hubbub.Options(quality=FAST))
    return (tmp_path / "files/findings.json").read_bytes()


def test_a_bucket_is_read_as_a_folder_is(bucket: str, expected: bytes, tmp_path: Path) -> None:
    found = hubbub.find([bucket], tmp_path / "bucket", hubbub.Options(quality=FAST))
    assert found.flow.posts > 150
    assert (tmp_path / "bucket/findings.json").read_bytes() == expected
    assert "127.0.0.1" not in (tmp_path / "bucket/report.html").read_text(encoding="utf-8")


def test_workers_of_a_cluster_read_a_bucket(bucket: str, expected: bytes, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    with cluster(tmp_path / "conf", 512, SETTINGS) as made, finding(bucket, tmp_path / "out", made) as running:
        said, complaint = running.communicate(timeout=500)
    assert (running.returncode, complaint) == (0, ""), said
    assert (tmp_path / "out/findings.json").read_bytes() == expected


def test_a_file_that_changes_in_a_bucket_is_an_error(bucket: str) -> None:
    store = s3fs.S3FileSystem()
    store.pipe("made-up/other/one.csv", b"text\nmade up\n")
    (given,) = expand(["s3://made-up/other/one.csv"])
    given.settled()
    boto3.client("s3").put_object(Bucket="made-up", Key="other/one.csv", Body=b"text\nmade over\n")
    with pytest.raises(hubbub.InputError, match="changed while it was read"):
        given.settled()


def test_a_bucket_that_is_not_there_is_one_sentence(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(hubbub.InputError) as told:
        hubbub.find([bucket.replace("made-up", "nobody-s")], tmp_path / "out")
    assert "nobody-s" in str(told.value)
    assert "\n" not in str(told.value)
