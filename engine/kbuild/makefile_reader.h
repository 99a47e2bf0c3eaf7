// What a Kbuild makefile means where some symbols are known and the rest are
// open.
//
// The makefile is run as make would run it, but with every value a text whose
// parts stand under conditions over the open symbols. Nothing is ever executed:
// $(shell …), $(eval …) and whatever the makefile does not define are unknowns,
// which are equal to themselves and to nothing else.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_READER_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_READER_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/kbuild/makefile_guards.h"
#include "engine/kbuild/makefile_lines.h"
#include "engine/kbuild/makefile_text.h"
#include "engine/kbuild/makefile_variables.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// The text of a file that a makefile includes, by its path from the top of the
// tree; nullopt if there is none.
using MakefileSource =
    std::function<absl::optional<std::string>(absl::string_view)>;

struct MakefileOptions {
  MakeBindings bindings;
  MakefileSource includes;  // may be empty: then what is included is unknown
};

// A rule's line, a line of its recipe, an export or the like, in the order of
// the makefile.
struct MakeEvent {
  MakeGuard guard = kAlways;
  std::string text;  // with its references replaced
  int line = 0;      // from 1; 0 if it stands in an included file
};

// Does not own the guards and the settings.
class Makefile {
 public:
  Makefile(absl::string_view path, absl::string_view text,
           const SymbolSettings& settings, const MakefileOptions& options,
           MakeGuards* guards);

  const std::string& path() const { return path_; }

  // The words of a variable at the end of the makefile, each with the line that
  // put it there.
  MakeText Words(absl::string_view name) {
    return WordsOf(variables_.ValueOf(name), guards_);
  }
  std::vector<std::string> AssignedNames() const {
    return variables_.AssignedNames();
  }
  bool IsAssigned(absl::string_view name) const {
    return variables_.IsAssigned(name);
  }
  // Whether the makefile itself uses it; of recipes, after Events().
  bool IsAskedFor(absl::string_view name) const {
    return variables_.IsAskedFor(name);
  }
  bool IsExported(absl::string_view name) const {
    return exported_.find(std::string(name)) != exported_.end();
  }

  // Recipes are expanded with the variables' last values.
  std::vector<MakeEvent> Events();

  const std::vector<KbuildWarning>& warnings() const { return warnings_; }
  // The makefile was too much: not all of it is in here.
  bool exhausted() const { return variables_.exhausted() || is_too_deep_; }

 private:
  struct Conditional {
    MakeGuard outside;  // what holds around it
    MakeGuard taken;    // that one of the branches so far was taken
    bool had_else = false;
    int line = 0;
  };
  struct RawEvent {
    MakeGuard guard;
    std::string text;
    int line;
    bool is_deferred;
  };

  void Read(absl::string_view path, absl::string_view text);
  std::size_t Define(const std::vector<MakeLine>& lines, std::size_t at);
  void Statement(absl::string_view line, int number);
  void FollowConditional(MakeDirective directive, absl::string_view rest,
                         int line);
  MakeGuard ConditionOf(MakeDirective directive, absl::string_view rest,
                        int line);
  void Include(absl::string_view files, bool may_lack, int number);
  void ReadIncluded(const std::string& path, const std::string& text);
  void Assign(const MakeAssignment& assignment, int number);
  void Export(absl::string_view keyword, absl::string_view rest, int number);
  void Rule(absl::string_view line, int number);
  void Warn(absl::string_view text, int line);
  void WarnOfCode(absl::string_view raw, int line);
  void AddEvent(absl::string_view kind, absl::string_view raw, int line,
                bool is_deferred);

  std::string path_;
  MakeGuards* guards_;
  MakeVariables variables_;
  const MakefileOptions& options_;
  std::vector<KbuildWarning> warnings_;
  std::vector<RawEvent> events_;
  std::set<std::string> exported_;
  // While reading:
  std::string reading_;  // the path of the file
  std::vector<Conditional> conditionals_;
  MakeGuard here_ = kAlways;
  bool in_rule_ = false;
  bool is_too_deep_ = false;
  int included_ = 0;  // how deep
  int included_files_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_READER_H_
