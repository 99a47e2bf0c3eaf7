# A repository: the base is the tag 1.0, the series the branch guest, the target the tag 1.1.
set -e
git init -q -b main tree
cd tree
cp -R ../base/. .
git add -A
git commit -q -m "Pebble 1.0"
git tag 1.0
git checkout -q -b guest
for patch in $(cat ../patches/series); do
  git apply ../patches/$patch
  git commit -q -a -m "$(sed -n 's/^Subject: //p' ../patches/$patch)"
done
git checkout -q main
cp -R ../onto/. .
git add -A
git commit -q -m "Pebble 1.1"
git tag 1.1
cd ..
mv tree/.git .git
rm -r base onto patches tree
