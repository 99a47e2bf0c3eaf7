// ParseProject of project_file.h: from text to a Project whose parts know
// where they were written.

#include <google/protobuf/text_format.h>

#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/project/project.pb.h"
#include "cli/project/project_file.h"
#include "engine/model/repo_path.h"
#include "rules/policy.h"
#include "rules/text_places.h"

namespace patchgraph {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::google::protobuf::TextFormat;
using Places = TextFormat::ParseInfoTree;

class Builder {
 public:
  Builder(const project::Project& message, const Places& places,
          TextComplaints& complaints)
      : message_(message), places_(places), complaints_(complaints) {}

  void Build(Project& project) {
    project.repository = message_.repository();
    project.repository_origin = Place(message_, places_, "repository", -1);
    project.onto = message_.onto();
    project.onto_origin = Place(message_, places_, "onto", -1);
    project.db = message_.db();
    project.rules = message_.rules();
    project.rules_origin = Place(message_, places_, "rules", -1);
    std::map<std::string, std::string> names;  // and where they were written
    for (int i = 0; i < message_.stack_size(); ++i) {
      StackSpec stack =
          BuildStack(message_.stack(i), Inside(message_, places_, "stack", i),
                     Place(message_, places_, "stack", i));
      const auto [known, is_new] = names.emplace(stack.name, stack.origin);
      if (!is_new) {
        complaints_.Add(stack.origin,
                        absl::StrCat("there is a stack \"", stack.name,
                                     "\" already, at ", known->second));
      }
      project.stacks.push_back(std::move(stack));
    }
    BuildFlavours(project);
    if (message_.has_policy()) BuildPolicy(project);
  }

 private:
  void BuildPolicy(Project& project) {
    if (message_.has_rules()) {
      complaints_.Add(project.rules_origin,
                      "the rules are in a file and in `policy`, at " +
                          Place(message_, places_, "policy", -1) +
                          "; leave one of them out");
    }
    auto policy = Policy::FromMessage(
        message_.policy(),
        TextPlaces(complaints_.file(),
                   places_.GetTreeForNested(Field(message_, "policy"), -1)));
    if (policy.ok()) {
      project.policy = *std::move(policy);
    } else {
      complaints_.AddLines(policy.status().message());
    }
  }

  void BuildFlavours(Project& project) {
    std::map<std::string, std::string> names;  // and where they were written
    for (int i = 0; i < message_.flavour_size(); ++i) {
      const project::Flavour& message = message_.flavour(i);
      FlavourSpec flavour = {message.name(), message.defconfig(),
                             message.architecture(),
                             Place(message_, places_, "flavour", i)};
      if (flavour.name.empty()) {
        complaints_.Add(flavour.origin, "a flavour needs a name");
      }
      if (flavour.defconfig.empty()) {
        complaints_.Add(flavour.origin, absl::StrCat("flavour \"", flavour.name,
                                                     "\" needs a defconfig"));
      }
      const auto [known, is_new] = names.emplace(flavour.name, flavour.origin);
      if (!is_new) {
        complaints_.Add(flavour.origin,
                        absl::StrCat("there is a flavour \"", flavour.name,
                                     "\" already, at ", known->second));
      }
      project.flavours.push_back(std::move(flavour));
    }
  }

  static const FieldDescriptor* Field(const Message& message,
                                      const std::string& name) {
    return message.GetDescriptor()->FindFieldByName(name);
  }

  std::string Place(const Message& message, const Places& places,
                    const std::string& field, int index) const {
    const auto at = places.GetLocation(Field(message, field), index);
    return TextOrigin(complaints_.file(), at.line, at.column);
  }

  static const Places& Inside(const Message& message, const Places& places,
                              const std::string& field, int index) {
    return *places.GetTreeForNested(Field(message, field), index);
  }

  StackSpec BuildStack(const project::Stack& message, const Places& places,
                       const std::string& origin) {
    StackSpec stack;
    stack.name = message.name();
    stack.base = message.base();
    stack.origin = origin;
    const std::string what = absl::StrCat("stack \"", stack.name, "\"");
    if (stack.name.empty()) {
      complaints_.Add(origin, "a stack needs a name");
    }
    if (message.layer_size() == 0) {
      complaints_.Add(origin, absl::StrCat(what, " needs a layer"));
    } else if (stack.base.empty() && !message.layer(0).has_git()) {
      complaints_.Add(
          origin,
          absl::StrCat(what, " needs a base, such as base: ", "\"v2.6.16\""));
    }
    std::map<std::string, std::string> names;
    for (int i = 0; i < message.layer_size(); ++i) {
      SeriesSpec layer =
          BuildLayer(message.layer(i), Inside(message, places, "layer", i),
                     Place(message, places, "layer", i));
      const std::string name =
          layer.name.empty() ? DefaultName(layer) : layer.name;
      const auto [known, is_new] = names.emplace(name, layer.origin);
      if (!is_new && layer.source.has_value()) {
        complaints_.Add(
            layer.origin,
            absl::StrCat("there is a layer \"", name, "\" already, at ",
                         known->second, "; give one of them another `name`"));
      }
      stack.layers.push_back(std::move(layer));
    }
    return stack;
  }

  SeriesSpec BuildLayer(const project::Layer& message, const Places& places,
                        const std::string& origin) {
    SeriesSpec layer;
    layer.origin = origin;
    TakeSource(message, layer);
    if (!layer.source.has_value()) {
      complaints_.Add(origin,
                      "a layer needs one of dir, quilt, mbox, git, diff, "
                      "dpatch and sparse");
    } else if (layer.place.empty()) {
      complaints_.Add(origin, absl::StrCat("the layer's ", Name(*layer.source),
                                           " is empty"));
    }
    layer.name = message.name();
    layer.at = message.at();
    layer.linear = message.linear();
    if (message.has_strip()) layer.strip = message.strip();
    CheckOptions(message, places, layer);
    return layer;
  }

  static void TakeSource(const project::Layer& message, SeriesSpec& layer) {
    const auto take = [&layer](SeriesSource source, const std::string& place) {
      layer.source = source;
      layer.place = place;
    };
    switch (message.source_case()) {
      case project::Layer::kDir:
        return take(SeriesSource::kDirectory, message.dir());
      case project::Layer::kQuilt:
        return take(SeriesSource::kQuilt, message.quilt());
      case project::Layer::kMbox:
        return take(SeriesSource::kMbox, message.mbox());
      case project::Layer::kGit:
        return take(SeriesSource::kGit, message.git());
      case project::Layer::kDiff:
        return take(SeriesSource::kDiff, message.diff());
      case project::Layer::kDpatch:
        return take(SeriesSource::kDpatch, message.dpatch());
      case project::Layer::kSparse:
        return take(SeriesSource::kSparse, message.sparse());
      case project::Layer::SOURCE_NOT_SET:
        return;
    }
  }

  // An option that would do nothing is a mistake of the person's.
  void CheckOptions(const project::Layer& message, const Places& places,
                    const SeriesSpec& layer) {
    const bool is_sparse = layer.source == SeriesSource::kSparse;
    const bool is_range = layer.source == SeriesSource::kGit;
    const auto complain = [&](const char* field, absl::string_view why) {
      complaints_.Add(Place(message, places, field, -1), why);
    };
    if (message.has_at() && !is_sparse) {
      complain("at", "`at` is for sparse trees only");
    }
    if (message.has_at() && is_sparse && !layer.at.empty()) {
      absl::string_view folder = layer.at;
      while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
      absl::Status status = CheckRepoPath(folder);
      if (!status.ok()) complain("at", status.message());
    }
    if (message.has_linear() && !is_range) {
      complain("linear", "`linear` is for a range of commits only");
    }
    if (message.has_strip() && (is_sparse || is_range)) {
      complain("strip", "`strip` is for patches only");
    }
    if (message.has_strip() && message.strip() < 0) {
      complain("strip", "`strip` is less than 0");
    }
  }

  const project::Project& message_;
  const Places& places_;
  TextComplaints& complaints_;
};

}  // namespace

absl::StatusOr<Project> ParseProject(absl::string_view text,
                                     absl::string_view file) {
  TextComplaints complaints(std::string(file), project::Project::descriptor());
  Places places;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&complaints);
  parser.WriteLocationsTo(&places);
  // What is missing is said in our words, with the place.
  parser.AllowPartialMessage(true);
  // So that all of them are named.
  parser.AllowUnknownField(true);
  project::Project message;
  if (!parser.ParseFromString(std::string(text), &message) &&
      complaints.empty()) {
    complaints.Add(TextOrigin(file, -1, -1), "the file cannot be read as text");
  }
  if (!complaints.empty()) return complaints.Result();
  Project project;
  project.file = std::string(file);
  project.folder = std::string(ParentDirectory(file));
  if (project.folder.empty() && !file.empty() && file.front() == '/') {
    project.folder = "/";
  }
  Builder(message, places, complaints).Build(project);
  absl::Status status = complaints.Result();
  if (!status.ok()) return status;
  return project;
}

}  // namespace patchgraph
