#include "engine/merge/merge_verdict.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/merge/tree_object.h"
#include "engine/merge/tree_view.h"
#include "engine/model/overlay.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

absl::Status ListFiles(const std::string& folder, TreeView* view,
                       TreeListing* files) {
  const auto listing = view->List(folder);
  if (!listing.ok()) return listing.status();
  for (const ListedVersion& node : **listing) {
    const std::string path = JoinPath(folder, node.name);
    if (node.version.IsFolder()) {
      absl::Status status = ListFiles(path, view, files);
      if (!status.ok()) return status;
    } else {
      (*files)[path] = absl::StrFormat("%06o %s", node.version.mode,
                                       node.version.id().Hex());
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string MergeVerdict::ToString() const {
  return absl::StrCat(clean ? "clean " : "conflicts ", tree, "\n  ",
                      absl::StrJoin(stages, "\n  "), "\n  ",
                      absl::StrJoin(messages, "\n  "), "\n");
}

absl::StatusOr<OwnMerge> InWords(const std::shared_ptr<const Tree>& ours,
                                 const TreeMerge& merge, bool with_files) {
  OwnMerge own;
  MergeVerdict& verdict = own.verdict;
  verdict.clean = merge.clean;
  Overlay result(ours, "result");
  for (const auto& [path, file] : merge.edits) {
    if (file.has_value()) {
      result.Put(path, *file);
    } else {
      result.Remove(path);
    }
  }
  TreeViews views;
  TreeView* view = views.Of(result);
  const auto root = view->List("");
  if (!root.ok()) return root.status();
  verdict.tree = HashTree(**root).Hex();
  if (with_files) {
    absl::Status status = ListFiles("", view, &own.files);
    if (!status.ok()) return status;
  }
  // git tells no more of a clean merge.
  if (merge.clean) return own;
  for (const StagedFile& staged : merge.stages) {
    verdict.stages.push_back(absl::StrFormat(
        "%06o %s %d %s", static_cast<int>(staged.file.mode),
        staged.file.blob.id().Hex(), staged.stage, staged.path));
  }
  for (const MergeMessage& message : merge.messages) {
    verdict.messages.push_back(absl::StrCat(Name(message.event), ": ",
                                            absl::StrJoin(message.paths, " ")));
  }
  return own;
}

absl::optional<MergeVerdict> VerdictReader::Next() {
  MergeVerdict verdict;
  verdict.clean = Field() == "1";
  verdict.tree = Field();
  if (verdict.clean) {
    Field();
  } else {
    for (std::string field = Field(); !field.empty(); field = Field()) {
      // "mode id stage\tpath"
      std::replace(field.begin(), field.end(), '\t', ' ');
      verdict.stages.push_back(std::move(field));
    }
    ReadMessages(&verdict);
  }
  if (failed_) return absl::nullopt;
  return verdict;
}

void VerdictReader::ReadMessages(MergeVerdict* verdict) {
  for (;;) {
    const std::string count = Field();
    int paths = 0;
    // What is no number is advice on submodules, which comes last.
    if (failed_ || !absl::SimpleAtoi(count, &paths)) return;
    std::vector<std::string> names(paths);
    for (std::string& name : names) name = Field();
    std::string type = Field();
    Field();  // the message for people
    if (absl::StartsWith(type, "CONFLICT")) {
      const size_t open = type.find('(');
      type = type.substr(open + 1, type.size() - open - 2);
    }
    verdict->messages.push_back(
        absl::StrCat(type, ": ", absl::StrJoin(names, " ")));
  }
}

std::string VerdictReader::Field() {
  const size_t end = rest_.find('\0');
  if (end == absl::string_view::npos) {
    failed_ = true;
    rest_ = {};
    return "";
  }
  std::string field(rest_.substr(0, end));
  rest_.remove_prefix(end + 1);
  return field;
}

}  // namespace patchgraph
