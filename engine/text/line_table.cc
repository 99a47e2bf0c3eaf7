#include "engine/text/line_table.h"

#include <utility>

namespace patchgraph {

InternedLines LineTable::Intern(Lines lines) {
  InternedLines interned;
  const int count = lines.size();
  interned.ids.reserve(count);
  for (int i = 0; i < count; ++i) {
    interned.ids.push_back(ids_.emplace(lines[i], size()).first->second);
  }
  interned.lines = std::move(lines);
  return interned;
}

}  // namespace patchgraph
