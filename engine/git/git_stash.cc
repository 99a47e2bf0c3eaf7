#include "engine/git/git_stash.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/git_handles.h"

namespace patchgraph {
namespace {

struct StashSearch {
  absl::string_view message;
  ObjectId id;  // or by this
  absl::optional<size_t> index;
  ObjectId found;
};

void Search(const GitRepository& repository, StashSearch* search) {
  git_stash_foreach(
      repository.handle(),
      [](size_t index, const char* message, const git_oid* id, void* payload) {
        auto* sought = static_cast<StashSearch*>(payload);
        const bool fits = sought->message.empty()
                              ? FromGit(*id) == sought->id
                              : absl::EndsWith(message, sought->message);
        if (!fits) return 0;
        sought->index = index;
        sought->found = FromGit(*id);
        return 1;
      },
      search);
}

}  // namespace

absl::optional<ObjectId> FindStash(const GitRepository& repository,
                                   absl::string_view message) {
  StashSearch search;
  search.message = message;
  Search(repository, &search);
  if (!search.index.has_value()) return absl::nullopt;
  return search.found;
}

absl::StatusOr<ObjectId> SaveStash(const GitRepository& repository,
                                   const GitPerson& person,
                                   const std::string& message) {
  git_signature* raw = nullptr;
  if (git_signature_new(&raw, person.name.c_str(), person.mail.c_str(),
                        person.seconds, person.offset) != 0) {
    return GitFailure("cannot stash");
  }
  const GitSignatureHandle signature(raw);
  git_oid oid;
  if (git_stash_save(&oid, repository.handle(), raw, message.c_str(),
                     GIT_STASH_DEFAULT) != 0) {
    return GitFailure("cannot stash the uncommitted changes");
  }
  return FromGit(oid);
}

absl::Status BringBackStash(const GitRepository& repository,
                            const ObjectId& id) {
  StashSearch search;
  search.id = id;
  Search(repository, &search);
  if (!search.index.has_value()) {
    return absl::NotFoundError(
        absl::StrCat("the stash ", id.Hex(), " is no longer there"));
  }
  if (git_stash_apply(repository.handle(), *search.index, nullptr) != 0) {
    return absl::AbortedError(absl::StrCat(
        "the stashed changes do not fit (", LastGitMessage(),
        "); they are kept: git stash apply ", id.Hex().substr(0, 12)));
  }
  if (git_stash_drop(repository.handle(), *search.index) != 0) {
    return GitFailure("cannot drop the stash");
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
