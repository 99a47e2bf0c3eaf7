#include "cli/rebase/rebase_memory.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/git/git_tree.h"
#include "engine/report/rebase/resolution_report.h"
#include "engine/resolutions/learn_resolutions.h"
#include "patchdb/resolution_store.h"

namespace patchgraph {
namespace {

absl::StatusOr<std::vector<Resolution>> FindStored(const std::string& file,
                                                   const std::string& key) {
  auto found = FindResolutions(file, key);
  if (found.ok()) return found;
  return absl::Status(found.status().code(),
                      absl::StrCat(found.status().message(),
                                   " (--reuse=off goes on without it)"));
}

absl::Status Learn(const std::shared_ptr<const GitRepository>& repository,
                   const std::string& file, const GitPerson& person,
                   const TreeMerge& merge, const ObjectId& tree,
                   const StatePick& pick, const std::set<std::string>& settled,
                   std::vector<std::string>* notes) {
  const GitTree resolved("the resolution", repository->objects(), tree,
                         absl::nullopt);
  ResolutionOrigin origin;
  origin.who = PrintPerson(person);
  origin.when = person.seconds;
  origin.commit = pick.commit();
  origin.patch = pick.subject();
  const auto find = [&resolved](const std::string& path)
      -> absl::StatusOr<absl::optional<FileState>> {
    auto node = resolved.Find(path);
    if (!node.ok()) return node.status();
    if (!node->has_value() || (*node)->is_directory) {
      return absl::optional<FileState>();
    }
    return absl::optional<FileState>((*node)->file);
  };
  auto learned = LearnResolutions(merge, find, origin);
  if (!learned.ok()) return learned.status();
  std::vector<Resolution>& found = learned->learned;
  found.erase(std::remove_if(found.begin(), found.end(),
                             [&settled](const Resolution& resolution) {
                               return settled.count(IdOf(resolution)) > 0;
                             }),
              found.end());
  for (const NotLearned& not_learned : learned->not_learned) {
    notes->push_back(NotLearnedLine(not_learned));
  }
  if (learned->learned.empty()) return absl::OkStatus();
  auto store = ResolutionStore::OpenOrMake(file);
  if (!store.ok()) return store.status();
  return store->Add(learned->learned).status();
}

}  // namespace

void UseStoredResolutions(
    const std::shared_ptr<const GitRepository>& repository,
    const GitPerson& person, absl::string_view how,
    std::vector<std::string>* notes, RebaseHost* host) {
  const std::string file = ResolutionsFileIn(repository->GitFolder());
  host->reuse = ReuseModeNamed(how).value_or(ReuseMode::kPropose);
  host->find = [file](const std::string& key) { return FindStored(file, key); };
  host->learn = [=](const TreeMerge& merge, const ObjectId& tree,
                    const StatePick& pick,
                    const std::set<std::string>& settled) {
    const absl::Status status =
        Learn(repository, file, person, merge, tree, pick, settled, notes);
    if (!status.ok()) {
      notes->push_back(
          absl::StrCat("the resolution is not remembered: ", status.message()));
    }
  };
}

std::vector<std::string> ReuseNotes(const std::vector<ReusedFile>& files) {
  std::vector<std::string> notes;
  for (const ReusedFile& file : files) {
    for (const ProposedResolution& proposal : file.proposals) {
      notes.push_back(ProposalLine(file.path, proposal));
    }
  }
  return notes;
}

}  // namespace patchgraph
