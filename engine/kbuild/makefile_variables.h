// The variables of a makefile, of which it is not known how the open symbols
// are set.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_VARIABLES_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_VARIABLES_H_

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/makefile_guards.h"
#include "engine/kbuild/makefile_text.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// Variables that are known before the makefile is read, by name: "ARCH".
using MakeBindings = std::map<std::string, std::string, std::less<>>;

// Does not own the guards and the settings, which must outlive it.
class MakeVariables {
 public:
  MakeVariables(const SymbolSettings& settings, MakeBindings bindings,
                MakeGuards* guards);

  // An assignment as it stands, where `guard` holds. `op` as make writes it;
  // "define" for a define's lines. Returns the names that were assigned.
  std::vector<std::string> Assign(absl::string_view name, absl::string_view op,
                                  absl::string_view value, MakeGuard guard,
                                  int line);

  // A text with its references replaced, as of now.
  MakeText Expand(absl::string_view raw);
  MakeText ValueOf(absl::string_view name);

  // When "ifdef NAME" holds.
  MakeGuard IsDefined(absl::string_view name);

  // The variables that were assigned, by name.
  std::vector<std::string> AssignedNames() const;
  bool IsAssigned(absl::string_view name) const {
    return variables_.find(name) != variables_.end();
  }

  // Whether a reference to the variable was expanded.
  bool IsAskedFor(absl::string_view name) const {
    return asked_for_.find(name) != asked_for_.end();
  }

  // It was too much: what was given since may be wrong.
  bool exhausted() const { return exhausted_; }

 private:
  struct Chunk {
    MakePart part;
    bool is_deferred = false;  // to be expanded when it is asked for
  };
  struct Variable {
    std::vector<Chunk> chunks;
    MakeGuard is_simple = kNever;  // what is appended is expanded at once
    MakeGuard is_defined = kNever;
    bool is_being_expanded = false;
  };

  Variable& VariableOf(absl::string_view name);
  void AssignOne(absl::string_view name, absl::string_view op,
                 absl::string_view value, MakeGuard guard, int line);
  void Append(Variable* variable, absl::string_view value, MakeGuard guard,
              int line);
  MakeText OuterValue(absl::string_view name) const;
  MakeText SymbolText(absl::string_view name) const;

  void ExpandReference(absl::string_view inside, MakeText* result);
  MakeText ExpandFunction(absl::string_view name, absl::string_view rest);
  MakeText ExpandIf(const std::vector<absl::string_view>& arguments);
  MakeText ExpandChoice(bool is_or,
                        const std::vector<absl::string_view>& arguments);
  MakeText ExpandForeach(const std::vector<absl::string_view>& arguments);
  MakeText ExpandCall(const std::vector<absl::string_view>& arguments);
  MakeText ExpandNamed(const MakeText& name);
  void Append(MakeText* result, MakeText text);
  bool Spend(std::size_t bytes);

  const SymbolSettings& settings_;
  MakeBindings bindings_;
  MakeGuards* guards_;
  std::map<std::string, Variable, std::less<>> variables_;
  std::set<std::string, std::less<>> asked_for_;
  // What foreach and call bind, innermost last.
  std::vector<std::pair<std::string, MakeText>> scopes_;
  std::size_t spent_ = 0;
  int depth_ = 0;
  bool exhausted_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_VARIABLES_H_
