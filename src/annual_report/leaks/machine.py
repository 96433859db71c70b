"""What tells of the machine that builds: no published file may name it, its user or its folders."""

import getpass
import socket
from pathlib import Path

from annual_report.leaks.models import Machine


def this_machine(*folders: Path) -> Machine:
    """Return the user, the host and the home of this machine, and the ``folders`` that the build works in."""
    told = {str(folder.resolve()) for folder in (Path.home(), *folders)}
    return Machine(user=getpass.getuser(), host=socket.gethostname(), folders=tuple(sorted(told)))
