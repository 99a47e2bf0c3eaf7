// Which names a line of C introduces, by its place in the file and its form.

#ifndef PATCHGRAPH_ENGINE_GRAPH_C_DEFINITIONS_H_
#define PATCHGRAPH_ENGINE_GRAPH_C_DEFINITIONS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/graph/c_names.h"
#include "engine/graph/c_tokens.h"

namespace patchgraph {

// What the lines after the last one at the left margin are part of.
enum class CScope : unsigned char {
  kOther,   // a function, an initializer, or nothing
  kStruct,  // of a struct or union
  kEnum,
};

// What a line at the left margin says of those that follow.
struct CLineAtMargin {
  CScope opens = CScope::kOther;
  // It has a type alone, and the name of the function is on the next.
  bool type_alone = false;
  bool is_static = false;
};

// Whether a line is of those that CLineAtMargin is about: it starts at the left
// margin, and is no directive, label, comment, or brace by itself.
bool IsAtMargin(absl::string_view line, absl::Span<const CToken> tokens);

CLineAtMargin DescribeLineAtMargin(absl::Span<const CToken> tokens);

// What a line at the left margin defines. `before` describes the line before
// it, if that is at the margin too.
absl::optional<CDefinition> DefinedAtMargin(
    absl::Span<const CToken> tokens,
    const absl::optional<CLineAtMargin>& before);

// What an indented line within `scope` defines.
absl::optional<CDefinition> DefinedWithin(CScope scope,
                                          absl::Span<const CToken> tokens);

// The words that no program can use as names.
bool IsCKeyword(absl::string_view word);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_C_DEFINITIONS_H_
