#include "engine/graph/series_generator.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"

namespace patchgraph {
namespace {

using Kind = FileChange::Kind;

class Generator {
 public:
  explicit Generator(std::mt19937_64* random) : random_(random) {}

  PlainSeries Make() {
    PlainSeries series;
    const int files = 1 + Below(2);
    for (int f = 0; f < files; ++f) {
      PlainFile& file = series.base[absl::StrCat("dir/file", f)];
      for (int n = 3 + Below(9); n > 0; --n) file.lines.push_back(NewLine());
    }
    PlainTree tree = series.base;
    const int patches = 2 + Below(4);
    const bool one_edit = Below(2) == 0;
    while (static_cast<int>(series.patches.size()) < patches) {
      PlainPatch patch;
      for (int n = one_edit ? 1 : 1 + Below(2); n > 0; --n) {
        AddChange(one_edit ? 1 : 3, &tree, &patch);
      }
      if (!patch.empty()) series.patches.push_back(std::move(patch));
    }
    return series;
  }

 private:
  int Below(int limit) {
    return static_cast<int>((*random_)() % static_cast<unsigned>(limit));
  }
  std::string NewLine() { return absl::StrCat("line ", next_line_++); }

  // Edits with a line between any two.
  std::vector<PlainEdit> MakeEdits(int lines, int most) {
    std::vector<PlainEdit> edits;
    int at = Below(lines + 1);
    for (int n = 1 + Below(most); n > 0 && at <= lines; --n) {
      PlainEdit edit;
      edit.begin = at;
      edit.end = std::min(at + Below(3), lines);
      for (int added = Below(3); added > 0; --added) {
        edit.added.push_back(NewLine());
      }
      if (edit.begin == edit.end && edit.added.empty()) continue;
      at = edit.end + 1 + Below(3);
      edits.push_back(std::move(edit));
    }
    return edits;
  }

  static std::vector<std::string> Edited(const std::vector<std::string>& lines,
                                         const std::vector<PlainEdit>& edits) {
    std::vector<std::string> edited = lines;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
      edited.erase(edited.begin() + edit->begin, edited.begin() + edit->end);
      edited.insert(edited.begin() + edit->begin, edit->added.begin(),
                    edit->added.end());
    }
    return edited;
  }

  void AddChange(int most_edits, PlainTree* tree, PlainPatch* patch) {
    PlainChange change;
    const int what = Below(20);
    change.new_path = absl::StrCat("dir/file", Below(4));
    if (what == 0) {
      change.kind = Kind::kAdd;
      change.old_path = change.new_path;
      for (int n = Below(6); n > 0; --n) {
        change.after.lines.push_back(NewLine());
      }
      change.edits = {{0, 0, change.after.lines}};
      if (change.after.lines.empty()) change.edits.clear();
    } else {
      if (tree->empty()) return;
      const auto file =
          std::next(tree->begin(), Below(static_cast<int>(tree->size())));
      change.old_path = file->first;
      change.before = change.after = file->second;
      const int lines = static_cast<int>(change.before.lines.size());
      change.kind = what == 1   ? Kind::kDelete
                    : what == 2 ? Kind::kRename
                    : what == 3 ? Kind::kCopy
                                : Kind::kModify;
      if (what == 1) {
        change.after = {};
        if (lines > 0) change.edits = {{0, lines, {}}};
      } else if (what == 4) {
        change.after.executable = !change.before.executable;
      } else if (what > 4 || Below(2) == 0) {
        change.edits = MakeEdits(lines, most_edits);
        change.after.lines = Edited(change.before.lines, change.edits);
      }
      if (what == 1 || what > 3) change.new_path = change.old_path;
    }
    const bool makes_file = change.kind == Kind::kAdd ||
                            change.kind == Kind::kRename ||
                            change.kind == Kind::kCopy;
    if (makes_file && tree->count(change.new_path) > 0) return;
    if (!makes_file && change.kind != Kind::kDelete &&
        change.before == change.after) {
      return;
    }
    for (const PlainChange& other : *patch) {
      // One patch changes a file once.
      for (const std::string& path : {other.old_path, other.new_path}) {
        if (path == change.old_path || path == change.new_path) return;
      }
    }
    if (change.kind == Kind::kDelete || change.kind == Kind::kRename) {
      tree->erase(change.old_path);
    }
    if (change.kind != Kind::kDelete) (*tree)[change.new_path] = change.after;
    patch->push_back(std::move(change));
  }

  std::mt19937_64* random_;
  int next_line_ = 1;
};

FileState StateOf(const PlainFile& file) {
  std::string text;
  for (const std::string& line : file.lines) absl::StrAppend(&text, line, "\n");
  return {file.executable ? FileMode::kExecutable : FileMode::kRegular,
          Blob::FromBytes(std::move(text))};
}

// The file's lines with one before the first and one behind the last.
std::vector<std::string> WithEnds(const std::vector<std::string>& lines) {
  std::vector<std::string> all = {"<the file begins>"};
  all.insert(all.end(), lines.begin(), lines.end());
  all.emplace_back("<the file ends>");
  return all;
}

// Where `wanted` stands in `lines`, from 0.
absl::optional<int> FindRun(const std::vector<std::string>& lines,
                            const std::vector<std::string>& wanted) {
  const auto found =
      std::search(lines.begin(), lines.end(), wanted.begin(), wanted.end());
  if (found == lines.end()) return absl::nullopt;
  return static_cast<int>(found - lines.begin());
}

// The first of the lines that an edit takes away, in `now`; both with ends.
absl::optional<int> PlaceOf(const PlainEdit& edit,
                            const std::vector<std::string>& before,
                            const std::vector<std::string>& now, int context) {
  const int begin = edit.begin + 1;
  const int end = edit.end + 1;
  if (context == 0 && begin == end) {
    const absl::optional<int> left = FindRun(now, {before[begin - 1]});
    if (left.has_value()) return *left + 1;
    return FindRun(now, {before[begin]});
  }
  const int from = std::max(begin - context, 0);
  const int to = std::min(end + context, static_cast<int>(before.size()));
  const absl::optional<int> found =
      FindRun(now, {before.begin() + from, before.begin() + to});
  if (!found.has_value()) return absl::nullopt;
  return *found + begin - from;
}

absl::optional<std::vector<std::string>> ApplyEdits(
    const std::vector<std::string>& lines, const PlainChange& change,
    int context) {
  const std::vector<std::string> before = WithEnds(change.before.lines);
  const std::vector<std::string> now = WithEnds(lines);
  std::vector<std::string> result;
  int done = 0;
  for (const PlainEdit& edit : change.edits) {
    const absl::optional<int> place = PlaceOf(edit, before, now, context);
    if (!place.has_value() || *place < done) return absl::nullopt;
    result.insert(result.end(), now.begin() + done, now.begin() + *place);
    result.insert(result.end(), edit.added.begin(), edit.added.end());
    done = *place + edit.end - edit.begin;
  }
  result.insert(result.end(), now.begin() + done, now.end());
  return std::vector<std::string>(result.begin() + 1, result.end() - 1);
}

bool ApplyChange(const PlainChange& change, int context, PlainTree* tree) {
  PlainFile file;
  if (change.kind != Kind::kAdd) {
    const auto found = tree->find(change.old_path);
    if (found == tree->end()) return false;
    file = found->second;
  }
  const bool sets_mode = change.before.executable != change.after.executable;
  if (change.kind == Kind::kModify && sets_mode &&
      file.executable != change.before.executable) {
    return false;
  }
  // What is deleted has to be what the patch knows.
  if (change.kind == Kind::kDelete) {
    if (!(file == change.before)) return false;
    tree->erase(change.old_path);
    return true;
  }
  if (change.kind != Kind::kModify && tree->count(change.new_path) > 0) {
    return false;
  }
  auto lines = ApplyEdits(file.lines, change, context);
  if (!lines.has_value()) return false;
  if (change.kind == Kind::kRename) tree->erase(change.old_path);
  PlainFile& result = (*tree)[change.new_path];
  result.lines = *std::move(lines);
  result.executable = sets_mode ? change.after.executable : file.executable;
  return true;
}

absl::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kModify:
      return "edit";
    case Kind::kAdd:
      return "add";
    case Kind::kDelete:
      return "delete";
    case Kind::kRename:
      return "rename";
    case Kind::kCopy:
      return "copy";
  }
  return "";
}

}  // namespace

PlainSeries MakeSeries(std::mt19937_64* random) {
  return Generator(random).Make();
}

Stack StackOf(const PlainSeries& series) {
  auto base = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), "base");
  for (const auto& [path, file] : series.base) base->Put(path, StateOf(file));
  Stack stack;
  stack.name = "made up";
  stack.base = base;
  Series layer;
  layer.name = "patches";
  for (const PlainPatch& plain : series.patches) {
    Patch patch;
    patch.name = absl::StrCat("patch", layer.patches.size());
    for (const PlainChange& change : plain) {
      FileChange file;
      file.kind = change.kind;
      file.old_path = change.old_path;
      file.new_path = change.new_path;
      if (change.kind != Kind::kAdd) {
        file.original = StateOf(change.before);
        file.old_mode = file.original->mode;
      }
      if (change.kind != Kind::kDelete) {
        file.replacement = StateOf(change.after);
        file.new_mode = file.replacement->mode;
      }
      patch.files.push_back(std::move(file));
    }
    layer.patches.push_back(std::move(patch));
  }
  stack.layers.push_back(std::move(layer));
  return stack;
}

absl::optional<PlainTree> ApplyPlain(const PlainTree& tree,
                                     const PlainPatch& patch, int context) {
  PlainTree result = tree;
  for (const PlainChange& change : patch) {
    if (!ApplyChange(change, context, &result)) return absl::nullopt;
  }
  return result;
}

std::string Describe(const PlainSeries& series) {
  std::string text;
  for (const auto& [path, file] : series.base) {
    absl::StrAppend(&text, path, ": ", absl::StrJoin(file.lines, ", "), "\n");
  }
  for (size_t p = 0; p < series.patches.size(); ++p) {
    absl::StrAppend(&text, "patch ", p, "\n");
    for (const PlainChange& change : series.patches[p]) {
      absl::StrAppend(&text, "  ", NameOf(change.kind), " ", change.old_path,
                      " ", change.new_path, "\n");
      for (const PlainEdit& edit : change.edits) {
        absl::StrAppend(&text, "    [", edit.begin, ", ", edit.end, ") -> ",
                        absl::StrJoin(edit.added, ", "), "\n");
      }
    }
  }
  return text;
}

}  // namespace patchgraph
