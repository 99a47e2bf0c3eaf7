#include "engine/forms/split_change.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "engine/forms/split_components.h"
#include "engine/forms/split_forks.h"
#include "engine/forms/split_references.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

using Forks = std::map<std::string, ForkOrigin>;

// Which component has to come before which.
class OrderFinder {
 public:
  OrderFinder(const std::vector<Component>& components, const Tree& before)
      : components_(components), before_(before), needs_(components.size()) {}

  absl::Status Find() {
    for (size_t i = 0; i < components_.size(); ++i) {
      for (const FileVersions& file : components_[i].files) Note(file, i);
    }
    for (size_t i = 0; i < components_.size(); ++i) {
      for (const FileVersions& file : components_[i].files) {
        absl::Status status = AddNeeds(file, i);
        if (!status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

  // The components that each one needs, itself not among them.
  const std::vector<std::set<size_t>>& needs() const { return needs_; }

 private:
  void Note(const FileVersions& file, size_t component) {
    const bool comes =
        file.after.has_value() &&
        (!file.before.has_value() || file.old_path != file.new_path);
    if (comes) {
      added_[file.new_path] = component;
      by_name_[std::string(BaseName(file.new_path))].push_back(file.new_path);
    }
    if (!file.after.has_value() || file.old_path != file.new_path) {
      if (file.before.has_value()) removed_[file.old_path] = component;
    }
  }

  absl::StatusOr<std::vector<FileReference>> ReferencesOf(
      const std::string& path, const absl::optional<FileState>& file) const {
    if (!file.has_value() || !IsPlainFile(file->mode)) {
      return std::vector<FileReference>();
    }
    const auto bytes = file->blob.Read();
    if (!bytes.ok()) return bytes.status();
    return ReferencesIn(path, **bytes);
  }

  absl::Status AddNeeds(const FileVersions& file, size_t component) {
    auto after = ReferencesOf(file.new_path, file.after);
    if (!after.ok()) return after.status();
    for (const FileReference& reference : *after) {
      absl::Status status = AddNeed(reference, component);
      if (!status.ok()) return status;
    }
    if (removed_.empty()) return absl::OkStatus();
    // What goes away goes after those that used it.
    auto old = ReferencesOf(file.old_path, file.before);
    if (!old.ok()) return old.status();
    for (const FileReference& reference : *old) {
      for (const std::string& path : reference.paths) {
        const auto gone = removed_.find(path);
        if (gone != removed_.end() && gone->second != component) {
          needs_[gone->second].insert(component);
        }
      }
    }
    return absl::OkStatus();
  }

  // Whether some architecture has "asm/x.h" already: what is common to all
  // includes it by that name.
  absl::StatusOr<bool> IsOfAnArchitecture(absl::string_view name) {
    if (!absl::ConsumePrefix(&name, "asm/")) return false;
    if (!architectures_.has_value()) {
      architectures_.emplace();
      const auto node = before_.Find("include");
      if (!node.ok()) return node.status();
      if (node->has_value() && (*node)->is_directory) {
        const auto nodes = before_.List("include");
        if (!nodes.ok()) return nodes.status();
        for (const NamedNode& named : *nodes) {
          if (absl::StartsWith(named.name, "asm-")) {
            architectures_->push_back(JoinPath("include", named.name));
          }
        }
      }
    }
    for (const std::string& folder : *architectures_) {
      const auto file = FindFile(before_, JoinPath(folder, name));
      if (!file.ok()) return file.status();
      if (file->has_value()) return true;
    }
    return false;
  }

  absl::Status AddNeed(const FileReference& reference, size_t component) {
    for (const std::string& path : reference.paths) {
      const auto there = FindFile(before_, path);
      if (!there.ok()) return there.status();
      // A file that this change takes away does not count.
      if (there->has_value() && removed_.count(path) == 0) {
        return absl::OkStatus();
      }
    }
    bool found = false;
    for (const std::string& path : reference.paths) {
      const auto added = added_.find(path);
      if (added == added_.end()) continue;
      found = true;
      if (added->second != component) needs_[component].insert(added->second);
    }
    if (found || reference.suffix.empty()) return absl::OkStatus();
    const auto there = IsOfAnArchitecture(reference.suffix);
    if (!there.ok() || *there) return there.status();
    const auto same_name = by_name_.find(BaseName(reference.suffix));
    if (same_name == by_name_.end()) return absl::OkStatus();
    const std::string end = absl::StrCat("/", reference.suffix);
    for (const std::string& path : same_name->second) {
      const size_t other = added_[path];
      if (absl::EndsWith(path, end) && other != component) {
        needs_[component].insert(other);
      }
    }
    return absl::OkStatus();
  }

  const std::vector<Component>& components_;
  const Tree& before_;
  std::map<std::string, size_t, std::less<>> added_;
  std::map<std::string, size_t, std::less<>> removed_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_name_;
  std::vector<std::set<size_t>> needs_;
  absl::optional<std::vector<std::string>> architectures_;  // their folders
};

// Whether one is reached from another by way of needs.
std::vector<std::vector<bool>> ReachedFrom(
    const std::vector<std::set<size_t>>& needs) {
  const size_t count = needs.size();
  std::vector<std::vector<bool>> reached(count, std::vector<bool>(count));
  for (size_t from = 0; from < count; ++from) {
    std::vector<size_t> open = {from};
    while (!open.empty()) {
      const size_t at = open.back();
      open.pop_back();
      for (const size_t next : needs[at]) {
        if (reached[from][next]) continue;
        reached[from][next] = true;
        open.push_back(next);
      }
    }
  }
  return reached;
}

// Components that need each other, in groups, in an order in which all that a
// group needs stands before it; of those that may be next, the first.
std::vector<std::vector<size_t>> GroupsInOrder(
    const std::vector<std::set<size_t>>& needs) {
  const auto reached = ReachedFrom(needs);
  const size_t count = needs.size();
  std::vector<bool> done(count);
  std::vector<std::vector<size_t>> groups;
  for (size_t left = count; left > 0;) {
    for (size_t at = 0; at < count; ++at) {
      if (done[at]) continue;
      std::vector<size_t> group = {at};
      bool ready = true;
      for (size_t other = 0; other < count; ++other) {
        if (other == at || !reached[at][other]) continue;
        if (reached[other][at]) {
          group.push_back(other);
        } else {
          ready = ready && done[other];
        }
      }
      if (!ready) continue;
      std::sort(group.begin(), group.end());
      for (const size_t member : group) done[member] = true;
      left -= group.size();
      groups.push_back(std::move(group));
      break;
    }
  }
  return groups;
}

class PartWriter {
 public:
  PartWriter(const std::vector<Component>& components, const Forks& forks,
             absl::string_view of)
      : components_(components), forks_(forks), of_(of) {}

  SplitPart Write(const std::vector<size_t>& group) const {
    const Component& first = components_[group.front()];
    SplitPart part;
    part.name = absl::StrCat(
        NameOfComponent(first),
        group.size() > 1 ? absl::StrCat("-and-", group.size() - 1, "-more")
                         : std::string(),
        ".patch");
    part.message = SubjectOfComponent(first, forks_);
    if (group.size() > 1) {
      absl::StrAppend(&part.message, ", and ", group.size() - 1, " more");
    }
    absl::StrAppend(&part.message, "\n");
    if (group.size() > 1) {
      absl::StrAppend(&part.message, "\nThese include each other:\n");
    }
    for (const size_t member : group) {
      const Component& component = components_[member];
      if (group.size() > 1) {
        absl::StrAppend(&part.message, "  ",
                        SubjectOfComponent(component, forks_), "\n");
      }
      part.files.insert(part.files.end(), component.files.begin(),
                        component.files.end());
    }
    std::sort(part.files.begin(), part.files.end(),
              [](const FileVersions& a, const FileVersions& b) {
                return a.new_path < b.new_path;
              });
    for (const FileVersions& file : part.files) {
      DescribeFork(file, &part.message);
    }
    absl::StrAppend(&part.message, "\nA part of ", of_, ", with ",
                    part.files.size(),
                    part.files.size() == 1 ? " file.\n" : " files.\n");
    return part;
  }

 private:
  void DescribeFork(const FileVersions& file, std::string* message) const {
    const auto fork = forks_.find(file.new_path);
    if (fork == forks_.end()) return;
    absl::StrAppend(message, "\n", file.new_path, " was made from ",
                    fork->second.original, ": ", fork->second.percent,
                    "% of it is the same",
                    fork->second.by_name ? "" : ", found by content", ".\n");
  }

  const std::vector<Component>& components_;
  const Forks& forks_;
  absl::string_view of_;
};

}  // namespace

absl::StatusOr<std::vector<SplitPart>> SplitChange(
    const std::vector<FileVersions>& files, const Tree& before,
    absl::string_view of) {
  const auto forks = FindForks(files, before);
  if (!forks.ok()) return forks.status();
  const std::vector<Component> components = ComponentsOf(files, *forks);
  OrderFinder finder(components, before);
  if (absl::Status status = finder.Find(); !status.ok()) return status;
  const PartWriter writer(components, *forks, of);
  std::vector<SplitPart> parts;
  for (const auto& group : GroupsInOrder(finder.needs())) {
    parts.push_back(writer.Write(group));
  }
  return parts;
}

}  // namespace patchgraph
