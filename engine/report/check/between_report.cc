#include "engine/report/check/between_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

class BetweenReporter {
 public:
  BetweenReporter(const BetweenStacks& between,
                  absl::Span<const StackCheck> checks,
                  const ReportOptions& options)
      : between_(between), checks_(checks), options_(options) {}

  void Fill(BetweenReport* report) const {
    for (const Collision& collision : between_.collisions) {
      FillCollision(collision, report->add_collisions());
    }
    FillPairs(report);
    for (const PartLeftOut& part : between_.left_out) {
      LeftOutReport* to = report->add_left_out();
      to->set_stack(StackName(part.stack));
      to->set_ground(ValidUtf8(part.ground));
      to->set_hunks(part.parts.hunks);
      to->set_files(part.parts.files);
      for (const int patch : part.parts.patches) {
        to->add_patches(ValidUtf8(checks_[part.stack].patches[patch].name));
      }
    }
    for (size_t i = 0; i < between_.with_first.size(); ++i) {
      MergeOrderReport* order = report->add_with_first();
      FillOrder(between_.with_first[i], order);
      order->set_first(StackName(static_cast<int>(i)));
    }
    if (options_.first.has_value()) {
      *report->mutable_order() = report->with_first(*options_.first);
    } else {
      FillOrder(between_.best, report->mutable_order());
    }
  }

 private:
  std::string StackName(int stack) const {
    return ValidUtf8(checks_[stack].stack);
  }

  std::string SubsystemOf(const std::string& path) const {
    return options_.subsystem ? ValidUtf8(options_.subsystem(path))
                              : std::string();
  }

  void FillCollision(const Collision& collision,
                     CollisionReport* report) const {
    report->set_kind(std::string(Name(collision.kind)));
    report->set_detail(collision.detail);
    report->set_path(ValidUtf8(collision.path));
    report->set_subsystem(SubsystemOf(collision.path));
    report->set_message(ValidUtf8(Sentence(collision)));
    report->set_whole_file(collision.whole_file);
    report->set_name(ValidUtf8(collision.name));
    FillExcerpt(collision.ground, report->mutable_ground());
    FillSide(collision.a, collision.path, report->mutable_a());
    FillSide(collision.b, collision.path, report->mutable_b());
  }

  static void FillExcerpt(const Excerpt& excerpt, ExcerptReport* report) {
    report->set_start(excerpt.start);
    report->set_text(ValidUtf8(excerpt.text));
  }

  void FillSide(const CollisionSide& side, const std::string& path,
                CollisionSideReport* report) const {
    report->set_stack(StackName(side.stack));
    if (side.path != path) report->set_path(ValidUtf8(side.path));
    for (const HunkKey& hunk : side.hunks) {
      const PatchStep& patch = checks_[side.stack].patches[hunk.patch];
      const FileStep& file = patch.files[hunk.file];
      HunkName* name = report->add_hunks();
      name->set_patch(ValidUtf8(patch.name));
      name->set_path(
          ValidUtf8(file.new_path.empty() ? file.old_path : file.new_path));
      name->set_hunk(hunk.hunk + 1);
    }
    FillExcerpt(side.text, report->mutable_text());
  }

  std::string Sentence(const Collision& collision) const {
    switch (collision.kind) {
      case CollisionKind::kOverlap:
        return "both change these lines, each in its own way";
      case CollisionKind::kTouching:
        return "the changes are next to each other: both can stay, but git "
               "and quilt stop here, as nothing says which goes first";
      case CollisionKind::kAddAdd:
        return AddSentence(collision);
      case CollisionKind::kDeleteEdit:
        return DeleteSentence(collision);
      case CollisionKind::kRenameEdit:
        return RenameSentence(collision);
      case CollisionKind::kMode:
        return collision.detail == "type"
                   ? "one makes something else of the file (a link, or a file "
                     "of one), the other changes its content"
                   : "both set the file's mode, differently";
      case CollisionKind::kBinary:
        return "both change this file, and it has no lines that could be "
               "merged";
      case CollisionKind::kKconfigSymbol:
        return absl::StrCat("both define the symbol ", collision.name,
                            ": one has to take another name");
      case CollisionKind::kSyscallNumber:
        return absl::StrCat("both give the number ", collision.name,
                            " to a system call of theirs: one has to take "
                            "another");
      case CollisionKind::kSame:
        return SameSentence(collision);
    }
    return "";
  }

  std::string AddSentence(const Collision& collision) const {
    if (collision.detail == "file/folder") {
      const bool a_is_file = collision.a.path == collision.path;
      const CollisionSide& file = a_is_file ? collision.a : collision.b;
      const CollisionSide& below = a_is_file ? collision.b : collision.a;
      return absl::StrCat(
          checks_[file.stack].stack, " adds a file of this name, ",
          checks_[below.stack].stack, " needs a folder here, for ", below.path);
    }
    return collision.detail.empty()
               ? "both add this file, with different content"
               : "both put a file at this path, with different content";
  }

  std::string DeleteSentence(const Collision& collision) const {
    const bool a_deletes = IsDeletion(collision.a);
    const std::string& deleter =
        checks_[(a_deletes ? collision.a : collision.b).stack].stack;
    const CollisionSide& side = a_deletes ? collision.b : collision.a;
    const std::string& other = checks_[side.stack].stack;
    if (collision.detail.empty()) {
      return absl::StrCat(deleter, " deletes this file, ", other,
                          " changes it");
    }
    return absl::StrCat(deleter, " deletes this file, ", other,
                        " renames it to ", side.path);
  }

  bool IsDeletion(const CollisionSide& side) const {
    const HunkKey& key = side.hunks.back();
    return !checks_[side.stack]
                .patches[key.patch]
                .files[key.file]
                .after.has_value();
  }

  std::string RenameSentence(const Collision& collision) const {
    const std::string& a = checks_[collision.a.stack].stack;
    const std::string& b = checks_[collision.b.stack].stack;
    if (!collision.detail.empty()) {
      return absl::StrCat(a, " renames this file to ", collision.a.path, ", ",
                          b, " to ", collision.b.path);
    }
    const bool a_renames = collision.a.path != collision.path;
    return absl::StrCat(
        a_renames ? a : b, " renames this file to ",
        (a_renames ? collision.a : collision.b).path, ", ", a_renames ? b : a,
        " changes it under its old name: a merge carries the change over, a "
        "series of patches does not");
  }

  static std::string SameSentence(const Collision& collision) {
    return collision.whole_file ? "both make the same of this file: take one"
                                : "the same change in both: take one";
  }

  // The collisions come in the order of the pairs.
  void FillPairs(BetweenReport* report) const {
    auto next = between_.collisions.begin();
    for (const StackPair& pair : between_.pairs) {
      StackPairReport* to = report->add_pairs();
      to->set_a(StackName(pair.a));
      to->set_b(StackName(pair.b));
      to->set_ground(ValidUtf8(pair.ground));
      std::set<std::string> files;
      std::map<std::string, PairSubsystemReport> subsystems;
      for (; next != between_.collisions.end() && next->a.stack == pair.a &&
             next->b.stack == pair.b;
           ++next) {
        files.insert(next->path);
        const std::string subsystem = SubsystemOf(next->path);
        PairSubsystemReport& row = subsystems[subsystem];
        row.set_name(subsystem);
        Count(*next, to);
        Count(*next, &row);
      }
      to->set_files(static_cast<int>(files.size()));
      FillSubsystems(subsystems, to);
    }
  }

  template <typename Report>
  static void Count(const Collision& collision, Report* report) {
    if (IsConflict(collision)) {
      report->set_conflicts(report->conflicts() + 1);
    } else {
      report->set_same(report->same() + 1);
    }
  }

  static void FillSubsystems(
      const std::map<std::string, PairSubsystemReport>& subsystems,
      StackPairReport* report) {
    std::vector<PairSubsystemReport> rows;
    for (const auto& entry : subsystems) {
      if (!entry.first.empty()) rows.push_back(entry.second);
    }
    const auto weight = [](const PairSubsystemReport& row) {
      return std::make_pair(row.conflicts(), row.same());
    };
    std::stable_sort(
        rows.begin(), rows.end(),
        [&](const PairSubsystemReport& x, const PairSubsystemReport& y) {
          return weight(x) > weight(y);
        });
    for (PairSubsystemReport& row : rows) {
      *report->add_subsystems() = std::move(row);
    }
  }

  void FillOrder(const MergeOrder& order, MergeOrderReport* report) const {
    for (size_t i = 0; i < order.stacks.size(); ++i) {
      MergeStepReport* step = report->add_steps();
      step->set_stack(StackName(order.stacks[i]));
      step->set_conflicts(order.conflicts[i]);
    }
    report->set_conflicts(order.total);
    report->set_exact(order.exact);
  }

  const BetweenStacks& between_;
  absl::Span<const StackCheck> checks_;
  const ReportOptions& options_;
};

}  // namespace

void FillBetween(const BetweenStacks& between,
                 absl::Span<const StackCheck> checks,
                 const ReportOptions& options, BetweenReport* report) {
  BetweenReporter(between, checks, options).Fill(report);
}

}  // namespace patchgraph
