#include "engine/kbuild/makefile_compare.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/kbuild/makefile_lines.h"
#include "engine/kbuild/makefile_lists.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMostNamed = 4;

// What differs between two versions.
struct MakefileDifference {
  std::vector<std::string> variables;
  MakeText words;  // of variables and of rules
  bool rules = false;
  bool exhausted = false;

  bool empty() const { return variables.empty() && !rules; }
};

class MakefilePair {
 public:
  MakefilePair(absl::string_view path, absl::string_view before,
               absl::string_view after, const SymbolSettings& settings,
               const MakefileOptions& before_options,
               const MakefileOptions& after_options)
      : before_(path, before, settings, before_options, &guards_),
        after_(path, after, settings, after_options, &guards_) {}

  MakefileDifference Compare() {
    MakefileDifference difference;
    CompareVariables(&difference);
    difference.rules = !SameWords(EventsOf(&before_), EventsOf(&after_),
                                  kAlways, &guards_, &difference.words);
    difference.exhausted =
        before_.exhausted() || after_.exhausted() || guards_.exhausted();
    return difference;
  }

  const Makefile& before() const { return before_; }
  const Makefile& after() const { return after_; }

 private:
  MakeText EventsOf(Makefile* makefile) {
    MakeText events;
    for (MakeEvent& event : makefile->Events()) {
      events.push_back({event.guard, std::move(event.text), event.line});
    }
    return events;
  }

  void CompareVariables(MakefileDifference* difference) {
    std::set<std::string> names;
    for (Makefile* makefile : {&before_, &after_}) {
      for (std::string& name : makefile->AssignedNames()) {
        names.insert(std::move(name));
      }
    }
    // All are expanded before it is asked which of them others use.
    std::map<std::string, std::pair<MakeText, MakeText>> values;
    for (const std::string& name : names) {
      values[name] = {before_.Words(name), after_.Words(name)};
    }
    for (const auto& [name, value] : values) {
      const auto& [before, after] = value;
      MakeText words;
      if (SameWords(before, after, kAlways, &guards_, &words)) continue;
      // Looked at second, for most are the same.
      const bool is_list = !CompositeStem(name).empty();
      const bool in_both = before_.IsAssigned(name) && after_.IsAssigned(name);
      MakeGuard read = kNever;
      for (Makefile* makefile : {&before_, &after_}) {
        // A composite object may be in the list of a version that has no parts
        // for it.
        if (is_list || makefile->IsAssigned(name)) {
          read = guards_.Or(read, WhereRead(name, makefile, &guards_));
        }
      }
      if (in_both && !is_list && !absl::EndsWith(name, "-")) read = kAlways;
      words.clear();
      if (SameWords(before, after, read, &guards_, &words)) continue;
      difference->variables.push_back(Readable(name));
      difference->words.insert(difference->words.end(), words.begin(),
                               words.end());
    }
  }

  MakeGuards guards_;
  Makefile before_;
  Makefile after_;
};

// Edits that belong together, by the number of one of them.
class EditGroups {
 public:
  explicit EditGroups(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), 0);
  }
  int Of(int edit) const {
    while (parents_[edit] != edit) edit = parents_[edit];
    return edit;
  }
  void Join(int a, int b) { parents_[Of(b)] = Of(a); }

 private:
  std::vector<int> parents_;
};

void JoinByConditionals(absl::string_view text, bool is_after,
                        const std::vector<Edit>& edits, EditGroups* groups) {
  for (const std::vector<int>& conditional :
       ConditionalLines(MakeLinesOf(text))) {
    int first = -1;
    for (std::size_t i = 0; i < edits.size(); ++i) {
      const LineRange range = is_after ? edits[i].after() : edits[i].before();
      const bool touches = std::any_of(
          conditional.begin(), conditional.end(),
          [&](int line) { return line >= range.begin && line < range.end; });
      if (!touches) continue;
      if (first >= 0) groups->Join(first, static_cast<int>(i));
      if (first < 0) first = static_cast<int>(i);
    }
  }
}

// The base with those edits done to it of which `is_done` says so.
template <typename IsDone>
std::string WithEdits(const Lines& base, const Lines& patched,
                      const std::vector<Edit>& edits, IsDone is_done) {
  std::string text;
  int line = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const Edit& edit = edits[i];
    absl::StrAppend(&text, base.Range({line, edit.before_begin}));
    absl::StrAppend(&text, is_done(static_cast<int>(i))
                               ? patched.Range(edit.after())
                               : base.Range(edit.before()));
    // A line without an end, in the middle now.
    if (!text.empty() && text.back() != '\n') text += '\n';
    line = edit.before_end;
  }
  absl::StrAppend(&text, base.Range({line, base.size()}));
  return text;
}

std::string ReasonOf(const MakefileDifference& difference) {
  std::vector<std::string> named = difference.variables;
  if (difference.rules) named.emplace_back("rules");
  if (named.size() > kMostNamed) {
    const std::size_t more = named.size() - kMostNamed;
    named.resize(kMostNamed);
    named.push_back(absl::StrCat(more, " more"));
  }
  return absl::StrJoin(named, ", ");
}

// What a run of make would have to tell; empty if a word says it all.
std::string NeededRun(const MakefileDifference& difference) {
  std::string needed;
  for (const MakePart& word : difference.words) {
    const std::size_t at = word.text.find(kUnknownBegin);
    if (at == std::string::npos) return "";
    const absl::string_view inside =
        absl::string_view(word.text).substr(at + 1);
    bool is_run = false;
    for (const absl::string_view function :
         {"shell ", "eval ", "call ", "wildcard "}) {
      if (!absl::StrContains(inside, function)) continue;
      is_run = true;
      needed = std::string(function.substr(0, function.size() - 1));
    }
    if (!is_run) return "";
  }
  return needed;
}

// Compares texts of one makefile, in which some edits were done.
class MakefileEditsChecker {
 public:
  MakefileEditsChecker(absl::string_view path, absl::string_view base,
                       absl::string_view patched,
                       const SymbolSettings& settings,
                       const MakefileCompareOptions& options)
      : path_(path), base_(base), patched_(patched), settings_(settings) {
    // The files included are the stack's: what they change is not the edits'.
    options_ = {options.bindings, options.patched_includes};
  }

  // Of a difference that was too much to work out, every edit may be the cause.
  std::vector<EditReach> Reaches(const MakefileDifference& difference) {
    edits_ = Diff(Lines(base_), Lines(patched_));
    EditGroups groups(edits_.size());
    JoinByConditionals(base_, false, edits_, &groups);
    JoinByConditionals(patched_, true, edits_, &groups);
    std::set<int> all;
    for (int edit = 0; edit < Count(); ++edit) all.insert(groups.Of(edit));
    std::set<int> reaching;
    if (difference.exhausted) {
      reaching = all;
    } else if (!difference.empty()) {
      reaching = Reaching(all, groups);
    }
    std::vector<EditReach> reaches;
    reaches.reserve(edits_.size());
    for (int edit = 0; edit < Count(); ++edit) {
      reaches.push_back({edits_[edit], reaching.count(groups.Of(edit)) > 0});
    }
    return reaches;
  }

 private:
  int Count() const { return static_cast<int>(edits_.size()); }

  std::set<int> Reaching(const std::set<int>& all, const EditGroups& groups) {
    std::set<int>
        needed;  // what the patched text would not be the same without
    std::set<int> reaching;
    for (const int group : all) {
      std::set<int> others = all;
      others.erase(group);
      if (!Differ(others, all, groups)) continue;
      needed.insert(group);
      if (Differ({}, {group}, groups)) reaching.insert(group);
    }
    // They need each other to make a difference.
    if (reaching.empty()) return needed;
    // What sets a variable that an edit which reaches uses does nothing alone.
    std::set<int> more = reaching;
    for (const int group : needed) {
      std::set<int> with = reaching;
      if (with.insert(group).second && Differ(reaching, with, groups)) {
        more.insert(group);
      }
    }
    return more;
  }

  // Whether the base with some groups of edits done to it means something else
  // than with others.
  bool Differ(const std::set<int>& some, const std::set<int>& others,
              const EditGroups& groups) {
    const Lines base(base_);
    const Lines patched(patched_);
    const auto text_with = [&](const std::set<int>& done) {
      return WithEdits(base, patched, edits_, [&](int edit) {
        return done.count(groups.Of(edit)) > 0;
      });
    };
    return !MakefilePair(path_, text_with(some), text_with(others), settings_,
                         options_, options_)
                .Compare()
                .empty();
  }

  absl::string_view path_;
  absl::string_view base_;
  absl::string_view patched_;
  const SymbolSettings& settings_;
  MakefileOptions options_;
  std::vector<Edit> edits_;
};

bool IsInEdits(int line, const std::vector<EditReach>& edits) {
  return std::any_of(edits.begin(), edits.end(), [&](const EditReach& reach) {
    return line > reach.edit.after_begin && line <= reach.edit.after_end;
  });
}

}  // namespace

FileNeutrality CompareMakefile(absl::string_view path,
                               absl::optional<absl::string_view> base,
                               absl::optional<absl::string_view> patched,
                               const SymbolSettings& settings,
                               const MakefileCompareOptions& options) {
  const absl::string_view before = base.value_or("");
  const absl::string_view after = patched.value_or("");
  const MakefileOptions base_options = {options.bindings,
                                        options.base_includes};
  const MakefileOptions patched_options = {options.bindings,
                                           options.patched_includes};
  MakefilePair pair(path, before, after, settings, base_options,
                    patched_options);
  const MakefileDifference difference = pair.Compare();

  FileNeutrality result;
  result.edits = MakefileEditsChecker(path, before, after, settings, options)
                     .Reaches(difference);
  const std::vector<KbuildWarning>& known = pair.before().warnings();
  for (const KbuildWarning& warning : pair.after().warnings()) {
    if (warning.path == path
            ? IsInEdits(warning.line, result.edits)
            : std::find(known.begin(), known.end(), warning) == known.end()) {
      result.warnings.push_back(warning);
    }
  }
  if (difference.exhausted) {
    result.answer = Neutrality::kUnknown;
    result.reason = "too much to work out";
  } else if (!difference.empty()) {
    const std::string needed = NeededRun(difference);
    result.answer =
        needed.empty() ? Neutrality::kChanged : Neutrality::kUnknown;
    result.reason = needed.empty() ? ReasonOf(difference)
                                   : absl::StrCat(ReasonOf(difference), ": $(",
                                                  needed, " …) is never run");
  }
  return result;
}

}  // namespace patchgraph
