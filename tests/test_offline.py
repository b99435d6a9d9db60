"""The guard of conftest.py holds: a test cannot reach the network, but can reach itself."""

import socket

import pytest


def test_no_test_reaches_the_network() -> None:
    with socket.socket() as out, pytest.raises(AssertionError, match="network"):
        out.connect(("192.0.2.1", 80))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as out:
        out.connect(server.getsockname())
