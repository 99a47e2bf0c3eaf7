# The names that the patches get: no file of the sources could be called so.
set -e
cd patches
one='a"b\n.patch'
two='<script>&lt;.patch'
three=$(printf 'esc\033[31m.patch')
mv 1.patch "$one"
mv 2.patch "$two"
mv 3.patch "$three"
printf '%s\n' "$one" "$two" "$three" >series
