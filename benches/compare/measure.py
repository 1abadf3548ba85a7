"""Runs one command and measures the whole tree of processes: CPU seconds, wall seconds, peak of resident memory.

CPU is that of the process and of all children it waited for (`wait4`), so a solver that works in a child is charged for it.
Memory is the largest sum over the tree seen in samples, and never less than what the system states for one process.
"""
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass
class Outcome:
    """What a command did."""

    status: int
    out: str
    err: str
    cpu: float
    wall: float
    rss_mb: float
    stopped: str = ""
    late: float = 0.0
    late_cpu: float = 0.0


def tree(root):
    """The CPU seconds and resident megabytes of a process and its descendants, now."""
    parents, cpu, rss = {}, {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(name)
        parents[pid] = int(fields[1])
        cpu[pid] = sum(map(int, fields[11:15])) / TICKS
        rss[pid] = int(fields[21]) * PAGE_MB
    members, frontier = set(), {root} & parents.keys()
    while frontier:
        members |= frontier
        frontier = {pid for pid, parent in parents.items() if parent in frontier}
    return sum(cpu[pid] for pid in members), sum(rss[pid] for pid in members)


def lower(niceness):
    """Lowers the priority of the process, and that of its session where the scheduler groups by session."""
    os.nice(niceness)
    if niceness and os.path.exists("/proc/self/autogroup"):
        with open("/proc/self/autogroup", "w", encoding="ascii") as file:
            file.write(str(niceness))


def run(command, interrupt_after=None, clock="cpu", kill_after=None, niceness=0):
    """Runs a command to its end; SIGINT after so many seconds of the clock, SIGKILL after so many CPU seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=err, start_new_session=True,
                                   preexec_fn=lambda: lower(niceness))
        try:
            done = watch(process, start, (interrupt_after, clock, kill_after))
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        (status, usage), wall, rss, stopped, (late, cpu_before) = done
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    rss, cpu = max(rss, usage.ru_maxrss / 1024), usage.ru_utime + usage.ru_stime
    return Outcome(process.returncode, *texts, cpu, wall, rss, stopped, late, cpu - cpu_before if late else 0.0)


def watch(process, start, limits):
    """Samples the tree until the process ends. Last: seconds from the interrupt to the end, and the CPU seconds before it."""
    after, clock, kill_after = limits
    peak, stopped, asked, sampled, before = 0.0, "", None, -1.0, 0.0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        now = time.monotonic()
        if pid:
            return (status, usage), now - start, peak, stopped, (now - asked if asked else 0.0, before)
        wall = now - start
        if wall - sampled >= min(0.25, 0.02 + wall / 50):
            sampled = wall
            cpu, rss = tree(process.pid)
            peak = max(peak, rss)
            spent = cpu if clock == "cpu" else wall
            if after is not None and asked is None and spent >= after:
                asked, stopped, before = now, "interrupted", cpu
                os.kill(process.pid, signal.SIGINT)
            if kill_after is not None and cpu >= kill_after:
                stopped = "killed"
                os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.005 if asked or wall < 2 else 0.02)
