#include "testdata/coverage.h"

#include <utility>

#include "absl/types/span.h"
#include "engine/between/collision.h"
#include "engine/model/conflict.h"
#include "engine/model/verdict.h"

namespace patchgraph {
namespace {

// Every verdict that a report names, on the base and on the target.
class VerdictNames {
 public:
  void AddReport(const CheckReport& report) {
    for (const StackReport& stack : report.stacks()) {
      for (const PatchReport& patch : stack.patches()) AddPatch(patch);
      if (stack.has_squashed()) AddPatch(stack.squashed());
    }
  }

  const std::set<std::string>& names() const { return names_; }

 private:
  void AddPatch(const PatchReport& patch) {
    Add(patch.base_verdict());
    Add(patch.verdict());
    for (const FileReport& file : patch.files()) {
      Add(file.base_verdict());
      Add(file.verdict());
      for (const HunkReport& hunk : file.hunks()) {
        Add(hunk.base_verdict());
        Add(hunk.verdict());
      }
    }
  }

  void Add(const std::string& name) {
    if (!name.empty()) names_.insert(name);
  }

  std::set<std::string> names_;
};

// Takes `expected` off `found`; gives back what was not in it.
template <typename Value>
std::vector<std::string> TakeOff(absl::Span<const Value> expected,
                                 std::set<std::string>* found) {
  std::vector<std::string> missing;
  for (const Value value : expected) {
    const std::string name(Name(value));
    if (found->erase(name) == 0) missing.push_back(name);
  }
  return missing;
}

}  // namespace

Gaps FindGaps(const std::vector<CheckReport>& reports) {
  VerdictNames verdict_names;
  std::set<std::string> kinds;
  std::set<std::string> collisions;
  for (const CheckReport& report : reports) {
    verdict_names.AddReport(report);
    for (const ConflictReport& conflict : report.conflicts()) {
      kinds.insert(conflict.kind());
    }
    for (const CollisionReport& collision : report.between().collisions()) {
      collisions.insert(collision.kind());
    }
  }
  std::set<std::string> verdicts = verdict_names.names();
  Gaps gaps;
  // What resolvers settle, and how sure they are, is measured anew now and
  // then; no scenario could expect it for long.
  verdicts.insert(std::string(Name(Verdict::kResolved)));
  gaps.verdicts = TakeOff(AllVerdicts(), &verdicts);
  gaps.conflict_kinds = TakeOff(AllConflictKinds(), &kinds);
  gaps.collision_kinds = TakeOff(AllCollisionKinds(), &collisions);
  gaps.unknown = std::move(verdicts);
  gaps.unknown.merge(kinds);
  gaps.unknown.merge(collisions);
  return gaps;
}

}  // namespace patchgraph
