"""What Qt lacks on Linux is found, and named as the release names it."""

import pytest
from developer import debian, system_libraries
from developer.debian import current_names, has_t64_names, install
from developer.stop import Stop
from developer.system_libraries import WITH_SCREEN, WITHOUT_SCREEN, missing, names_in

BOOKWORM = "Package: libssl3\nStatus: install ok installed\n\nPackage: base64\n"
NOBLE = "Package: libssl3t64\nStatus: install ok installed\n"


def names(status: str) -> list[str]:
    return current_names([library.names for library in WITHOUT_SCREEN], status)


def test_debian_12_keeps_the_old_names():
    assert {"libasound2", "libglib2.0-0", "libnss3"} <= set(names(BOOKWORM))


def test_ubuntu_24_04_has_the_new_ones_where_they_changed():
    assert {"libasound2t64", "libglib2.0-0t64", "libnss3"} <= set(names(NOBLE))
    assert not has_t64_names(BOOKWORM)


def test_only_what_is_missing_is_named():
    lacking = missing(WITH_SCREEN, lambda file: file != "libnss3.so")

    assert [library.package for library in lacking] == ["libnss3"]


def test_libraries_of_another_word_size_do_not_count():
    listed = (
        "\tlibGL.so.1 (libc6) => /lib/i386/libGL.so.1\n\tlibEGL.so.1 (libc6,AArch64) => /lib/libEGL.so.1\n"
    )

    assert names_in(listed, is_64_bit=True) == {"libEGL.so.1"}


def test_a_person_who_is_not_root_gets_the_exact_command(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000, raising=False)

    with pytest.raises(Stop) as caught:
        install(["libnss3", "libgbm1"])

    assert "sudo apt-get install --no-install-recommends libnss3 libgbm1" in str(caught.value)


def test_no_library_is_listed_twice():
    files = [library.file for library in WITH_SCREEN]

    assert len(files) == len(set(files))


def test_elsewhere_than_on_linux_nothing_is_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system_libraries.sys, "platform", "darwin")
    monkeypatch.setattr(system_libraries, "missing", None)

    assert system_libraries.lacking_packages(WITH_SCREEN) == []
