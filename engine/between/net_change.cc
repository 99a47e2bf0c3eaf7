#include "engine/between/net_change.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "engine/model/tree.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

bool Differ(const NetChange& change) {
  return change.before != change.after ||
         change.before_path != change.after_path;
}

// Counts one file's change. `HunkLike` has a verdict.
template <typename HunkLike>
void CountLeftOut(int patch, Verdict file, const std::vector<HunkLike>& hunks,
                  LeftOutOfComparison* left_out) {
  int failed = 0;
  for (const HunkLike& hunk : hunks) failed += IsLeftOut(hunk.verdict) ? 1 : 0;
  if (failed == 0 && !IsLeftOut(file)) return;
  left_out->hunks += failed;
  if (failed == 0) ++left_out->files;
  if (patch < 0) return;  // the whole stack as one
  if (left_out->patches.empty() || left_out->patches.back() != patch) {
    left_out->patches.push_back(patch);
  }
}

// Puts together, from the steps of a stack as they were moved, which file of
// the target became which.
class TargetFiles {
 public:
  struct Way {
    std::string before_path;
    std::string after_path;
  };

  explicit TargetFiles(const Tree& onto) : onto_(onto) {}

  absl::Status Add(const FileStep& step, const MovedFile& moved) {
    // What did not go in leaves the file where it is.
    if (moved.path.empty()) return absl::OkStatus();
    const auto known = here_.find(step.old_path);
    const bool is_new =
        !step.before.has_value() || step.kind == FileChange::Kind::kCopy;
    Way way;
    if (!is_new && known != here_.end()) {
      way = known->second;
      here_.erase(known);
    } else {
      const auto before_path = PathBefore(step, moved);
      if (!before_path.ok()) return before_path.status();
      way.before_path = *before_path;
    }
    way.after_path = step.after.has_value() ? moved.path : std::string();
    const std::string& path =
        step.after.has_value() ? step.new_path : step.old_path;
    here_[path] = std::move(way);
    return absl::OkStatus();
  }

  // By the path in the stack: after it, or before it if it deletes the file.
  const std::map<std::string, Way>& ways() const { return here_; }

 private:
  // Where the target has the file that the step is the first to change; empty
  // if nowhere.
  absl::StatusOr<std::string> PathBefore(const FileStep& step,
                                         const MovedFile& moved) const {
    const bool renames = step.kind == FileChange::Kind::kRename;
    for (const std::string& path :
         {renames ? step.old_path : moved.path, moved.path}) {
      const auto there = FindFile(onto_, path);
      if (!there.ok()) return there.status();
      if (there->has_value()) return path;
    }
    return std::string();
  }

  const Tree& onto_;
  std::map<std::string, Way> here_;
};

// Where lines of the text that `edits` lead to come from: for new lines, what
// their edits replaced.
LineRange LinesBefore(absl::Span<const Edit> edits, LineRange after) {
  const auto shifted = [&](absl::Span<const Edit>::iterator next, int line,
                           bool is_end) {
    if (next == edits.begin()) return line;
    const Edit& last = *(next - 1);
    if (line < last.after_end) {
      return is_end ? last.before_end : last.before_begin;
    }
    return line - last.after_end + last.before_end;
  };
  const auto from = std::upper_bound(
      edits.begin(), edits.end(), after.begin,
      [](int line, const Edit& edit) { return line < edit.after_begin; });
  const auto to = std::lower_bound(
      edits.begin(), edits.end(), after.end,
      [](const Edit& edit, int line) { return edit.after_begin < line; });
  const int begin = shifted(from, after.begin, /*is_end=*/false);
  return {begin, std::max(begin, shifted(to, after.end, /*is_end=*/true))};
}

// The hunks of the parts that touch lines of the file as the stack leaves it;
// where none does, of the nearest one: of equal lines a diff may take others
// for new than the patch did.
std::vector<HunkKey> HunksAt(absl::Span<const WrittenPart> parts,
                             LineRange lines) {
  std::vector<HunkKey> hunks;
  auto part = std::lower_bound(parts.begin(), parts.end(), lines.begin,
                               [](const WrittenPart& earlier, int begin) {
                                 return earlier.after.end < begin;
                               });
  const auto nearest = part;
  for (; part != parts.end() && part->after.begin <= lines.end; ++part) {
    hunks.insert(hunks.end(), part->hunks.begin(), part->hunks.end());
  }
  SortHunks(&hunks);
  if (!hunks.empty() || parts.empty()) return hunks;
  if (nearest == parts.end()) return parts.back().hunks;
  if (nearest == parts.begin()) return nearest->hunks;
  const int to_next = nearest->after.begin - lines.end;
  const int to_last = lines.begin - (nearest - 1)->after.end;
  return to_next < to_last ? nearest->hunks : (nearest - 1)->hunks;
}

// From the stack's own last version of the file to that on the ground.
absl::StatusOr<std::vector<Edit>> EditsFromStack(const NetChange& change,
                                                 const InternedLines& on_ground,
                                                 LineTable* table,
                                                 Bytes* stack_bytes) {
  if (change.file.after == change.after) return std::vector<Edit>();
  auto bytes = ReadBytes(change.file.after);
  if (!bytes.ok()) return bytes.status();
  *stack_bytes = *std::move(bytes);
  return Diff(table->Intern(**stack_bytes).ids, on_ground.ids);
}

}  // namespace

NetChanges NetChangesOnBase(const StackCheck& check, int stack) {
  NetChanges changes;
  for (StackFile& file : FollowFiles(check)) {
    NetChange change;
    change.stack = stack;
    change.before_path = file.before_path;
    change.after_path = file.after_path;
    change.before = file.before;
    change.after = file.after;
    change.file = std::move(file);
    if (Differ(change)) changes.files.push_back(std::move(change));
  }
  for (size_t p = 0; p < check.patches.size(); ++p) {
    for (const FileStep& step : check.patches[p].files) {
      CountLeftOut(static_cast<int>(p), step.verdict, step.hunks,
                   &changes.left_out);
    }
  }
  return changes;
}

absl::StatusOr<NetChanges> NetChangesOnTarget(const StackCheck& check,
                                              const Tree& onto, int stack) {
  NetChanges changes;
  const bool as_one = check.squashed.has_value();
  const absl::Span<const PatchStep> patches =
      as_one ? absl::MakeConstSpan(&*check.squashed, 1)
             : absl::MakeConstSpan(check.patches);
  TargetFiles target(onto);
  for (size_t p = 0; p < patches.size() && p < check.moved.size(); ++p) {
    for (size_t f = 0; f < patches[p].files.size(); ++f) {
      const MovedFile& moved = check.moved[p].files[f];
      CountLeftOut(as_one ? -1 : static_cast<int>(p), moved.verdict,
                   moved.hunks, &changes.left_out);
      // The result holds git's markers instead of the file.
      if (as_one && moved.verdict == Verdict::kConflict) continue;
      absl::Status status = target.Add(patches[p].files[f], moved);
      if (!status.ok()) return status;
    }
  }
  const std::vector<StackFile> files = FollowFiles(check);
  std::map<std::string, const StackFile*> by_path;
  for (const StackFile& file : files) {
    by_path[file.after_path.empty() ? file.before_path : file.after_path] =
        &file;
  }
  for (const auto& [path, way] : target.ways()) {
    NetChange change;
    change.stack = stack;
    change.before_path = way.before_path;
    if (!way.before_path.empty()) {
      auto before = FindFile(onto, way.before_path);
      if (!before.ok()) return before.status();
      change.before = *std::move(before);
    }
    if (!way.after_path.empty()) {
      auto after = FindFile(*check.result, way.after_path);
      if (!after.ok()) return after.status();
      change.after = *std::move(after);
      if (change.after.has_value()) change.after_path = way.after_path;
    }
    const auto file = by_path.find(path);
    if (file == by_path.end() || !Differ(change)) continue;
    change.file = *file->second;
    changes.files.push_back(std::move(change));
  }
  return changes;
}

absl::StatusOr<std::shared_ptr<const GroundText>> ReadGroundText(
    const absl::optional<FileState>& state, LineTable* table) {
  auto bytes = ReadBytes(state);
  if (!bytes.ok()) return bytes.status();
  auto ground = std::make_shared<GroundText>();
  ground->bytes = *std::move(bytes);
  ground->lines = table->Intern(*ground->bytes);
  return ground;
}

absl::StatusOr<NetText> ReadNetText(const NetChange& change,
                                    const StackCheck& check,
                                    std::shared_ptr<const GroundText> ground,
                                    LineTable* table) {
  auto bytes = ReadBytes(change.after);
  if (!bytes.ok()) return bytes.status();
  NetText text;
  text.ground = std::move(ground);
  text.bytes = *std::move(bytes);
  text.lines = table->Intern(*text.bytes);
  int stack_lines = text.ground->lines.lines.size();
  if (change.file.before != change.before) {
    const auto stack_bytes = ReadBytes(change.file.before);
    if (!stack_bytes.ok()) return stack_bytes.status();
    stack_lines = Lines(**stack_bytes).size();
  }
  const auto parts = WrittenParts(change.file, check, stack_lines);
  if (!parts.ok()) return parts.status();
  const auto from_stack =
      EditsFromStack(change, text.lines, table, &text.stack_bytes);
  if (!from_stack.ok()) return from_stack.status();
  for (const Edit& edit : Diff(text.ground->lines.ids, text.lines.ids)) {
    NetEdit net = {edit,
                   HunksAt(*parts, LinesBefore(*from_stack, edit.after()))};
    if (net.hunks.empty()) net.hunks = HunksOf(change.file, check);
    text.edits.push_back(std::move(net));
  }
  return text;
}

}  // namespace patchgraph
