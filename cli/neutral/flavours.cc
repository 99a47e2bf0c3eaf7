#include "cli/neutral/flavours.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/source/compressed_file.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

absl::Status Complain(const FlavourSpec& spec, absl::StatusCode code,
                      absl::string_view message) {
  return absl::Status(code, absl::StrCat(spec.origin, ": flavour \"", spec.name,
                                         "\": ", message));
}

// The text, from the project's folder, the patched tree or the base.
absl::StatusOr<std::string> ReadValues(const FlavourSpec& spec,
                                       const std::string& folder,
                                       const PatchedStack& stack) {
  const std::string beside = folder.empty() || spec.defconfig[0] == '/'
                                 ? spec.defconfig
                                 : absl::StrCat(folder, "/", spec.defconfig);
  if (access(beside.c_str(), F_OK) == 0) return ReadTextFile(beside);
  for (const Tree* tree : {&stack.patched(), &stack.base()}) {
    const auto file = FindFile(*tree, spec.defconfig);
    if (!file.ok()) return file.status();
    if (!file->has_value() || !IsPlainFile((*file)->mode)) continue;
    const auto bytes = (*file)->blob.Read();
    if (!bytes.ok()) return bytes.status();
    return **bytes;
  }
  return Complain(spec, absl::StatusCode::kNotFound,
                  absl::StrCat("there is no file ", spec.defconfig,
                               ", neither here nor in ", stack.base().name()));
}

std::string ArchitectureOfFlavour(const FlavourSpec& spec) {
  if (!spec.architecture.empty()) return spec.architecture;
  absl::string_view path = spec.defconfig;
  if (!absl::ConsumePrefix(&path, "arch/")) return "";
  return std::string(path.substr(0, path.find('/')));
}

}  // namespace

absl::StatusOr<std::vector<NeutralFlavour>> ReadFlavours(
    const CheckInputs& inputs, const std::vector<std::string>& wanted,
    const PatchedStack& stack) {
  std::vector<std::string> names;
  for (const FlavourSpec& spec : inputs.flavours) names.push_back(spec.name);
  for (const std::string& name : wanted) {
    if (std::count(names.begin(), names.end(), name) > 0) continue;
    return absl::NotFoundError(absl::StrCat(
        "the project file has no flavour \"", name, "\"",
        names.empty() ? std::string() : DidYouMeanOrAll(name, names)));
  }
  std::vector<NeutralFlavour> flavours;
  for (const FlavourSpec& spec : inputs.flavours) {
    if (!wanted.empty() &&
        std::count(wanted.begin(), wanted.end(), spec.name) == 0) {
      continue;
    }
    NeutralFlavour flavour;
    flavour.name = spec.name;
    flavour.config_path = spec.defconfig;
    flavour.architecture = ArchitectureOfFlavour(spec);
    if (flavour.architecture.empty()) {
      return Complain(spec, absl::StatusCode::kInvalidArgument,
                      "give its `architecture`: the path does not tell");
    }
    auto text = ReadValues(spec, inputs.project_folder, stack);
    if (!text.ok()) return text.status();
    flavour.config = *std::move(text);
    flavours.push_back(std::move(flavour));
  }
  return flavours;
}

}  // namespace patchgraph
