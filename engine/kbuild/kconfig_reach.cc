#include "engine/kbuild/kconfig_reach.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/model/tree.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

absl::StatusOr<std::string> TextOfKconfig(const KconfigSources& sources,
                                          const std::string& path) {
  const auto state = FindFile(sources.tree(), path);
  if (!state.ok()) return state.status();
  if (!state->has_value() || !IsPlainFile((*state)->mode)) return std::string();
  const auto bytes = (*state)->blob.Read();
  if (!bytes.ok()) return bytes.status();
  return **bytes;
}

// A file read by a root of the tree; null if none does.
const KconfigFile* FileOf(const KconfigSources& sources,
                          const std::string& path) {
  const auto found = sources.files().find(path);
  return found == sources.files().end() ? nullptr : found->second;
}

bool Overlap(LineRange a, LineRange b) {
  return std::max(a.begin, b.begin) < std::min(a.end, b.end);
}

bool Touches(const EditReach& reach, const KconfigPlace& place) {
  const Edit& edit = reach.edit;
  return Overlap(place.lines, place.patched ? edit.after() : edit.before());
}

bool HasDarkLine(const KconfigFile* file, LineRange lines) {
  if (file == nullptr) return false;
  const auto first = std::lower_bound(file->dark_lines.begin(),
                                      file->dark_lines.end(), lines.begin);
  return first != file->dark_lines.end() && *first < lines.end;
}

// Marks the edits that touch one of `places`. False if none does.
bool MarkEdits(const std::vector<KconfigPlace>& places,
               std::map<std::string, FileNeutrality>* files) {
  bool any = false;
  for (const KconfigPlace& place : places) {
    const auto file = files->find(place.path);
    if (file == files->end()) continue;
    for (EditReach& reach : file->second.edits) {
      if (!Touches(reach, place)) continue;
      reach.reaches = true;
      file->second.answer = Neutrality::kChanged;
      any = true;
    }
  }
  return any;
}

}  // namespace

absl::StatusOr<std::map<std::string, FileNeutrality>> AttributeKconfig(
    const std::vector<KconfigDifference>& differences,
    const std::vector<std::string>& paths, const KconfigSources& base,
    const KconfigSources& patched) {
  std::map<std::string, FileNeutrality> files;
  for (const std::string& path : paths) {
    const auto before = TextOfKconfig(base, path);
    if (!before.ok()) return before.status();
    const auto after = TextOfKconfig(patched, path);
    if (!after.ok()) return after.status();
    FileNeutrality& file = files[path];
    for (const Edit& edit : Diff(Lines(*before), Lines(*after))) {
      file.edits.push_back({edit, false});
    }
    const KconfigFile* old_file = FileOf(base, path);
    const KconfigFile* new_file = FileOf(patched, path);
    if (const auto* read = new_file != nullptr ? new_file : old_file) {
      file.warnings = read->warnings;
    } else {
      file.reason = "no architecture's Kconfig reads it";
    }
  }
  for (const KconfigDifference& difference : differences) {
    if (MarkEdits(difference.places, &files) ||
        MarkEdits(difference.around, &files)) {
      continue;
    }
    // An edit far away: a file is said to be changed nevertheless.
    for (const auto* places : {&difference.places, &difference.around}) {
      for (const KconfigPlace& place : *places) {
        const auto file = files.find(place.path);
        if (file == files.end()) continue;
        file->second.answer = Neutrality::kChanged;
        if (file->second.reason.empty()) file->second.reason = difference.text;
      }
    }
  }
  for (auto& [path, file] : files) {
    if (file.answer == Neutrality::kChanged) continue;
    const KconfigFile* old_file = FileOf(base, path);
    const KconfigFile* new_file = FileOf(patched, path);
    for (EditReach& reach : file.edits) {
      if (HasDarkLine(old_file, reach.edit.before()) ||
          HasDarkLine(new_file, reach.edit.after())) {
        reach.reaches = true;
        file.answer = Neutrality::kUnknown;
        file.reason = "a line that it changes was not understood";
      }
    }
  }
  return files;
}

}  // namespace patchgraph
