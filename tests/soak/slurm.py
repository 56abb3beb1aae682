"""slurm.py PROGRAM [ARTICLES] - scripts/slurm-archive.sh on a real Slurm of two nodes, one of which is lost on the way.

munged, slurmctld and two slurmd run on loopback, in a temporary folder, on ports that are free, as the user who runs this. A
dozen shards are mapped; the second node is killed (SIGKILL: its daemon and every process under it) while it works. Its
tasks must be run again on the first, each shard be there once, the store be what `add` makes of it, row by row. Then
all of it is submitted again, with both nodes, and must change nothing.
"""
import glob, json, os, shutil, signal, socket, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))
import archive, kills

SHARDS = 12
CONF = """ClusterName=archive
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort={port}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool.%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobCompType=jobcomp/none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=1,sched_min_interval=0,batch_sched_delay=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SlurmdTimeout=6
SlurmctldTimeout=30
InactiveLimit=0
MinJobAge=600
KillWait=2
MessageTimeout=5
ReturnToService=2
JobRequeue=1
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={port1} CPUs=1 State=UNKNOWN
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={port2} CPUs=1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
"""


def free_ports(n):
    sockets = [socket.socket() for _ in range(n)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


class Cluster:
    def __init__(self, folder):
        self.folder, self.started, self.nodes = folder, [], {}
        port, port1, port2 = free_ports(3)
        os.makedirs(folder + "/state")
        with open(folder + "/slurm.conf", "w") as f:
            f.write(CONF.format(folder=folder, host=socket.gethostname().split(".")[0], port=port, port1=port1, port2=port2,
                                user=subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()))
        os.environ["SLURM_CONF"] = folder + "/slurm.conf"
        with open(folder + "/munge.key", "wb") as f:
            f.write(os.urandom(128))
        os.chmod(folder + "/munge.key", 0o400)
        os.chmod(folder, 0o711)
        self.start("munged", "--foreground", "--force", f"--key-file={folder}/munge.key", f"--socket={folder}/munge.socket",
                   f"--pid-file={folder}/munged.pid", f"--log-file={folder}/munged.log", f"--seed-file={folder}/munge.seed")
        self.wait(lambda: os.path.exists(folder + "/munge.socket"), "munged")
        self.start("slurmctld", "-D", "-i")
        for name in ("n1", "n2"):
            self.nodes[name] = self.start_node(name)
        self.wait(lambda: self.ask("sinfo", "-h", "-N", "-o", "%N %t").split("\n")[:2] == ["n1 idle", "n2 idle"], "both nodes idle")

    def start(self, *command):
        log = open(f"{self.folder}/{command[0]}.out", "ab")
        process = subprocess.Popen(["/usr/bin/env", "PATH=/usr/sbin:/sbin:" + os.environ["PATH"], *command], stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=log)
        self.started.append(process)
        return process

    def start_node(self, name):
        os.makedirs(f"{self.folder}/spool.{name}", exist_ok=True)
        return self.start("slurmd", "-D", "-N", name)

    def ask(self, *command):
        return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout

    def wait(self, holds, what, seconds=60):
        until = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > until or any(p.poll() is not None for p in self.started if p not in self.lost()):
                for log in sorted(glob.glob(self.folder + "/*.log") + glob.glob(self.folder + "/*.out")):
                    print(f"== {log}\n{open(log, errors='replace').read()[-2000:]}", file=sys.stderr)
                self.stop()
                sys.exit(f"waited in vain: {what}\n{self.ask('sinfo', '-N')}\n{self.ask('squeue')}")
            time.sleep(0.1)

    def lost(self):
        return [p for p in self.started if p.poll() == -signal.SIGKILL]

    def maps(self, name):
        """Whether a task on that node is in the midst of a shard."""
        return any(b"\0map\0" in line for pid in steps_of(f"{self.folder}/slurm.conf", name) for p in tree(pid)
                   for q, _, line, _ in processes() if q == p)

    def kill_steps(self, name):
        for pid in steps_of(f"{self.folder}/slurm.conf", name):
            for p in tree(pid):
                try:
                    os.kill(p, signal.SIGKILL)
                except ProcessLookupError:
                    pass

    def kill_node(self, name):
        """The daemon and all that it started, at once, as when the power goes."""
        self.nodes[name].kill()
        self.kill_steps(name)
        self.nodes[name].wait()

    def stop(self):
        """Ends what was started, by its number, and waits for it."""
        for name in self.nodes:
            self.kill_steps(name)
        for p in reversed(self.started):
            if p.poll() is None:
                p.terminate()
        for p in self.started:
            try:
                p.wait(10)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()


def processes():
    for path in glob.glob("/proc/[0-9]*"):
        try:
            with open(path + "/stat") as f:
                parent = int(f.read().rsplit(")", 1)[1].split()[1])
            with open(path + "/environ", "rb") as f:
                environ = f.read()
            with open(path + "/cmdline", "rb") as f:
                yield int(path[6:]), parent, f.read(), environ
        except (OSError, IndexError):
            continue


def tree(pid):
    """A process and its descendants."""
    children = {}
    for p, parent, _, _ in processes():
        children.setdefault(parent, []).append(p)
    found = [pid]
    for p in found:
        found += children.get(p, [])
    return found


def steps_of(conf, node):
    """The keepers of jobs of a node of this cluster: they are no children of its daemon."""
    return [p for p, _, line, environ in processes()
            if b"slurmstepd" in line and f"SLURM_CONF={conf}".encode() in environ.split(b"\0")
            and job_node(p) == node]


def job_node(pid):
    """The node whose job a keeper runs, from the environment of that; None: there is none yet."""
    for p in tree(pid)[1:]:
        try:
            with open(f"/proc/{p}/environ", "rb") as f:
                for word in f.read().split(b"\0"):
                    if word.startswith(b"SLURMD_NODENAME="):
                        return word[16:].decode()
        except OSError:
            continue
    return None


def main():
    program = os.path.abspath(sys.argv[1])
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 24000
    folder = tempfile.mkdtemp()
    cluster = None
    os.environ["TWOSOURCE_CONFIG"] = ""
    os.environ["TWOSOURCE"] = program
    try:
        paths, shards = archive.deal(folder, n, [f"shard{i:02}.jsonl" for i in range(SHARDS)])
        out, store = folder + "/mapped", folder + "/slurm.db"
        submit = ["sh", "scripts/slurm-archive.sh", "-w", "-m", f"--now {archive.NOW}", "-d", out, "-o", store, *paths]
        cluster = Cluster(folder + "/cluster")
        began = time.monotonic()
        job = subprocess.Popen(submit, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        cluster.wait(lambda: glob.glob(out + "/*.parcels") and cluster.maps("n2"), "the second node to work")
        running = cluster.ask("squeue", "-h", "-w", "n2", "-o", "%K").split()
        cluster.kill_node("n2")
        print(f"n2 is killed, {time.monotonic() - began:.0f} s after the start, with tasks {running}", flush=True)
        cluster.wait(lambda: "n2 down" in cluster.ask("sinfo", "-h", "-N", "-o", "%N %t").replace("*", ""), "the loss to be seen")
        said = job.communicate()[0].decode()
        if job.returncode:
            sys.exit(f"the jobs ended with {job.returncode}: {said}{logs(out)}")
        took = time.monotonic() - began
        again = cluster.ask("scontrol", "-o", "show", "jobs").count("Restarts=1 ")
        print(f"all is done after {took:.0f} s; tasks run again: {again}", flush=True)
        if not again:
            sys.exit(f"no task was run again: {said}{logs(out)}")
        if len(glob.glob(out + "/*.parcels")) != SHARDS or glob.glob(out + "/*.new"):
            sys.exit(f"not each shard once: {os.listdir(out)}")
        for shard in paths:
            if not archive.map_shard(program, out, shard)["mapped_before"]:
                sys.exit(f"{shard} was not mapped")
        whole, _ = archive.reference(program, folder, shards)
        kills.same(whole, kills.open_store(store))

        cluster.nodes["n2"] = cluster.start_node("n2")
        cluster.wait(lambda: "n2 idle" in cluster.ask("sinfo", "-h", "-N", "-o", "%N %t"), "the second node to come back")
        said = archive.run(*submit)
        if "0 days" not in logs(out):
            sys.exit(f"the second time something was done: {logs(out)}")
        kills.same(whole, kills.open_store(store))
        print(f"{n} articles in {SHARDS} shards, a node lost: the store of add")
    finally:
        if cluster:
            cluster.stop()
        shutil.rmtree(folder)


def logs(out):
    return "".join(f"== {path}\n{open(path).read()}" for path in sorted(glob.glob(out + "/log/*.txt")))


if __name__ == "__main__":
    main()
