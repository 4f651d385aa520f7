#!/usr/bin/env bash
#SBATCH --job-name=whiteline-search
#SBATCH --cpus-per-task=4
#SBATCH --mem=4G
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
#SBATCH --output=whiteline-search-%A_%a.log
# One worker a task of the array; all share one study:   sbatch --array=1-16 slurm.sh
# The password is read from ~/.pgpass, or from PGPASSWORD.
set -euo pipefail

data=${DATA:-/shared/mn.npz}
storage=${STORAGE:-postgresql://whiteline@server/studies}
study=${STUDY:-mn-cnn}
trials=${TRIALS:-200}

# As the last process of the script, so that the signal before the time limit reaches it: it then gives its trial back.
exec whiteline search "$data" --model cnn --by-group --trials "$trials" \
  --storage "$storage" --study "$study" --threads "${SLURM_CPUS_PER_TASK:-4}"
