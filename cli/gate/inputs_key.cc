#include "cli/gate/inputs_key.h"

#include <cstdint>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/version.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

namespace patchgraph {
namespace {

// Parts with their lengths, so that no two lists of parts read the same.
class KeyWriter {
 public:
  void Add(absl::string_view part) {
    absl::StrAppend(&text_, part.size(), ":", part, ";");
  }
  void Add(int64_t number) { absl::StrAppend(&text_, number, ";"); }

  bool AddTree(const Tree& tree) {
    const auto root = tree.Find("");
    if (!root.ok() || !root->has_value() || (*root)->tree_id.IsNull()) {
      return false;
    }
    Add(tree.name());
    Add((*root)->tree_id.Hex());
    return true;
  }

  void AddFile(const absl::optional<FileState>& file) {
    Add(file.has_value() ? static_cast<int64_t>(file->mode) : 0);
    Add(file.has_value() ? file->blob.id().Hex() : std::string());
  }

  void AddHunk(const Hunk& hunk) {
    Add(hunk.old_start);
    Add(hunk.old_count);
    Add(hunk.new_start);
    Add(hunk.new_count);
    Add(hunk.no_newline_marker);
    for (const HunkLine& line : hunk.lines) {
      Add(static_cast<int>(line.kind));
      Add(line.text);
    }
  }

  void AddChange(const FileChange& change) {
    Add(static_cast<int>(change.kind));
    Add(change.old_path);
    Add(change.new_path);
    Add(change.old_mode.has_value() ? static_cast<int>(*change.old_mode) : 0);
    Add(change.new_mode.has_value() ? static_cast<int>(*change.new_mode) : 0);
    Add(change.binary.has_value() ? change.binary->raw : std::string());
    Add(static_cast<int64_t>(change.hunks.size()));
    for (const Hunk& hunk : change.hunks) AddHunk(hunk);
    AddFile(change.replacement);
    AddFile(change.original);
  }

  void AddPatch(const Patch& patch) {
    Add(patch.name);
    Add(patch.author);
    Add(patch.subject);
    Add(patch.preamble);
    Add(patch.reversed);
    Add(patch.sparse);
    Add(static_cast<int64_t>(patch.files.size()));
    for (const FileChange& change : patch.files) AddChange(change);
  }

  bool AddStack(const Stack& stack) {
    Add(stack.name);
    if (!AddTree(*stack.base)) return false;
    for (const Series& layer : stack.layers) {
      Add(layer.name);
      Add(layer.kind);
      Add(static_cast<int64_t>(layer.patches.size()));
      for (const Patch& patch : layer.patches) AddPatch(patch);
    }
    return true;
  }

  std::string Digest() const { return HashBlob(text_).Hex(); }

 private:
  std::string text_;
};

// What the file of a flavour holds; where there is none beside the project, it
// is in a tree, whose id is known.
std::string BytesOf(const std::string& folder, const std::string& name) {
  const std::string path = folder.empty() || absl::StartsWith(name, "/")
                               ? name
                               : absl::StrCat(folder, "/", name);
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file),
                     std::istreambuf_iterator<char>());
}

}  // namespace

absl::optional<std::string> InputsKey(const CheckInputs& inputs,
                                      const ReportQuestion& question) {
  KeyWriter key;
  key.Add(kPatchgraphVersion);
  if (inputs.onto == nullptr || !key.AddTree(*inputs.onto)) {
    return absl::nullopt;
  }
  // Commits say where history is, which a tree does not.
  if (inputs.repository != nullptr) {
    const auto commit = inputs.repository->ResolveCommit(inputs.onto->name());
    key.Add(commit.ok() ? commit->id.Hex() : std::string());
  }
  key.Add(question.fuzz);
  for (const std::string& symbol : question.off) key.Add(symbol);
  for (const ReportPart part : question.left_out) {
    key.Add(static_cast<int>(part));
  }
  for (const FlavourSpec& flavour : inputs.flavours) {
    key.Add(flavour.name);
    key.Add(flavour.defconfig);
    key.Add(flavour.architecture);
    key.Add(BytesOf(inputs.project_folder, flavour.defconfig));
  }
  for (const Stack& stack : inputs.stacks) {
    if (!key.AddStack(stack)) return absl::nullopt;
  }
  return key.Digest();
}

}  // namespace patchgraph
