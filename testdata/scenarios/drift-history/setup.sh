# A repository with the tags 1.0, 1.1 (the base) and 1.2 (the target).
set -e
git init -q -b main tree
cd tree
cp -R ../first/. .
git add -A
git commit -q -m "Pebble 1.0"
git tag 1.0
cp -R ../second/. .
git commit -q -a -m "irq: levels"
git tag 1.1
cp -R ../third/. .
git commit -q -a -m "timer: no overflow after 49 days

A sum that wraps lets a timer end before it begins."
cp -R ../fourth/. .
git commit -q -a -m "timer: count ticks that were lost"
git tag 1.2
cd ..
mv tree/.git .git
rm -r first second third fourth tree
