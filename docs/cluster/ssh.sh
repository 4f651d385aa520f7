#!/usr/bin/env bash
# One worker a machine, all on one study:   ssh.sh node1 node2 node3
# Each machine has whiteline, the data set at the same path, and the password in ~/.pgpass.
set -euo pipefail
[ $# -gt 0 ] || { echo "Give the machines: ssh.sh node1 node2 …" >&2; exit 2; }

data=${DATA:-/shared/mn.npz}
storage=${STORAGE:-postgresql://whiteline@server/studies}
study=${STUDY:-mn-cnn}
trials=${TRIALS:-200}

# -tt: when this script is stopped, the workers end too; the trials that they were at are done again by others.
for machine in "$@"; do
  ssh -tt "$machine" whiteline search "$data" --model cnn --by-group --trials "$trials" --storage "$storage" --study "$study" \
    </dev/null >"whiteline-$machine.log" 2>&1 &
done
trap 'kill $(jobs -p) 2>/dev/null || true' INT TERM
wait

# All trials are done: train the best point here, and write the report.
whiteline search "$data" --model cnn --by-group --trials "$trials" --storage "$storage" --study "$study" --out "$study"
