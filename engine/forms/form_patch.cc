#include "engine/forms/form_patch.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/forms/split_change.h"
#include "engine/model/overlay.h"
#include "engine/source/patch_directory.h"

namespace patchgraph {
namespace {

// A layer's patch that was written.
struct WrittenPatch {
  const Series* layer = nullptr;
  const Patch* given = nullptr;
  FormPatch form;
};

std::vector<WrittenPatch> WrittenPatches(const Stack& stack,
                                         const WholeMove& move) {
  std::vector<WrittenPatch> written;
  size_t next = 0;
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) {
      const PickedPatch& picked = move.picked.patches[next++];
      if (picked.written < 0) continue;
      FormPatch form{move.picked.series.patches[picked.written], picked.files};
      if (!IsPatchName(form.patch.name)) form.patch.name += ".patch";
      written.push_back({&layer, &patch, std::move(form)});
    }
  }
  return written;
}

absl::StatusOr<FormPatch> PatchOfPart(const SplitPart& part) {
  FormPatch form;
  form.patch.name = part.name;
  form.patch.subject = part.message.substr(0, part.message.find('\n'));
  form.patch.preamble = absl::StrCat(part.message, "\n");
  form.files = part.files;
  for (const FileVersions& file : part.files) {
    auto changes = TextBetween(file);
    if (!changes.ok()) return changes.status();
    for (FileChange& change : *changes) {
      form.patch.files.push_back(std::move(change));
    }
  }
  return form;
}

class FormMaker {
 public:
  explicit FormMaker(const std::shared_ptr<const Tree>& target)
      : tree_(target, target->name()) {}

  void Add(FormPatch form) {
    for (const FileVersions& file : form.files) {
      if (!file.after.has_value() || file.old_path != file.new_path) {
        tree_.Remove(file.old_path);
      }
      if (file.after.has_value()) tree_.Put(file.new_path, *file.after);
    }
    forms_.push_back(std::move(form));
  }

  absl::Status AddSplit(const std::vector<FormPatch>& lump,
                        const std::vector<std::string>& names) {
    const auto parts =
        SplitChange(NetVersions(lump), tree_, absl::StrJoin(names, " and "));
    if (!parts.ok()) return parts.status();
    for (const SplitPart& part : *parts) {
      auto form = PatchOfPart(part);
      if (!form.ok()) return form.status();
      Add(*std::move(form));
    }
    return absl::OkStatus();
  }

  std::vector<FormPatch> Take() && { return std::move(forms_); }

 private:
  Overlay tree_;
  std::vector<FormPatch> forms_;
};

}  // namespace

std::vector<FileVersions> NetVersions(const std::vector<FormPatch>& patches) {
  std::map<std::string, FileVersions> net;
  const auto version =
      [&net](const std::string& path,
             const absl::optional<FileState>& before) -> FileVersions& {
    const auto [entry, is_new] = net.try_emplace(path);
    if (is_new) entry->second = {path, path, before, before};
    return entry->second;
  };
  for (const FormPatch& patch : patches) {
    for (const FileVersions& file : patch.files) {
      const bool moves = file.old_path != file.new_path;
      version(file.old_path, file.before).after =
          moves ? absl::optional<FileState>() : file.after;
      if (moves) version(file.new_path, absl::nullopt).after = file.after;
    }
  }
  std::vector<FileVersions> files;
  for (auto& [path, file] : net) {
    if (file.Changes()) files.push_back(std::move(file));
  }
  return files;
}

absl::StatusOr<std::vector<FormPatch>> FormPatches(const Stack& stack,
                                                   const WholeMove& move,
                                                   bool split) {
  std::vector<WrittenPatch> written = WrittenPatches(stack, move);
  const bool single = written.size() == 1;
  FormMaker maker(move.target);
  for (size_t i = 0; i < written.size();) {
    if (!split || !(written[i].given->sparse || single)) {
      maker.Add(std::move(written[i++].form));
      continue;
    }
    std::vector<FormPatch> lump;
    std::vector<std::string> names;
    for (; i < written.size() && (written[i].given->sparse || single); ++i) {
      names.push_back(written[i].given->sparse ? written[i].layer->name
                                               : written[i].given->name);
      lump.push_back(std::move(written[i].form));
    }
    absl::Status status = maker.AddSplit(lump, names);
    if (!status.ok()) return status;
  }
  return std::move(maker).Take();
}

}  // namespace patchgraph
