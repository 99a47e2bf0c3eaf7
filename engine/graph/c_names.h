// The names that lines of C (or of assembler that goes through the C
// preprocessor) introduce and use, read without parsing the file.

#ifndef PATCHGRAPH_ENGINE_GRAPH_C_NAMES_H_
#define PATCHGRAPH_ENGINE_GRAPH_C_NAMES_H_

#include <array>
#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// C's name spaces, as far as they matter: a `struct page` and a variable
// `page` have nothing to do with each other.
enum class NameSpace : unsigned char {
  kOrdinary,  // macros, functions, variables, types, enumerators
  kTag,       // struct, union and enum tags
  kMember,    // members of a struct or union
  kHeader,    // what an #include names, with its quotes or brackets
};

struct CDefinition {
  absl::string_view name;
  NameSpace space = NameSpace::kOrdinary;
  // No other file sees it where it stands in a .c file: static, a macro, a
  // type, or a member.
  bool file_only = false;
  // Only said to exist, as by a prototype.
  bool declared_only = false;
};

struct CUse {
  absl::string_view name;
  NameSpace space = NameSpace::kOrdinary;
  bool called = false;  // an opening parenthesis follows
};

struct CNames {
  std::vector<CDefinition> definitions;
  std::vector<CUse> uses;
};

// True of paths that ReadCNames can make sense of.
bool IsCSource(absl::string_view path);

// Adds the names in `lines`. The text `above` them in the file is looked at
// only to tell whether they start within a comment, a struct or an enum. Views
// into the text of the lines.
//
// The layout of a program tells where a definition is, as it does for people:
// what starts at the left margin is at file scope. Comments, string literals
// and keywords have no names. A name is no use where it is declared: `int page`
// says nothing of an earlier `page`.
void ReadCNames(absl::string_view above, absl::string_view lines,
                CNames* names);

// Whether an identifier or number can have this byte.
inline bool IsNameByte(char byte) {
  static constexpr auto kIsNameByte = [] {
    std::array<bool, 256> table = {};
    for (int i = '0'; i <= '9'; ++i) table[i] = true;
    for (int i = 'A'; i <= 'Z'; ++i) table[i] = true;
    for (int i = 'a'; i <= 'z'; ++i) table[i] = true;
    table['_'] = true;
    return table;
  }();
  return kIsNameByte[static_cast<unsigned char>(byte)];
}

// Calls `see` with every identifier in the text, comments and all: not for who
// uses a name, but for what names there are.
template <typename See>
void ForEachWord(absl::string_view text, See see) {
  size_t at = 0;
  while (at < text.size()) {
    if (!IsNameByte(text[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && IsNameByte(text[at])) ++at;
    const bool number = text[begin] >= '0' && text[begin] <= '9';
    if (!number) see(text.substr(begin, at - begin));
  }
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_C_NAMES_H_
