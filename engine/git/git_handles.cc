#include "engine/git/git_handles.h"

#include <cstring>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

bool SetUp() {
  git_libgit2_init();
  // An object's id is where it was looked up; hashing it again finds only a
  // broken disk, at the price of every read.
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  // Parsed trees are kept by GitObjectStore: not twice.
  git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE,
                   static_cast<size_t>(0));
  // The check of who owns a repository keeps git from running programs that a
  // stranger's configuration names (hooks, filters, fsmonitor). libgit2 runs
  // none, and build machines often read repositories of another user. Before
  // anything is written CheckMayWrite() asks who owns it.
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // These change nothing for who only reads. With partialclone an object may
  // be missing, which has a message of its own.
  const char* extensions[] = {"partialclone", "worktreeconfig",
                              "preciousobjects"};
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
                   sizeof extensions / sizeof extensions[0]);
  return true;
}

}  // namespace

void StartGitLibrary() {
  static const bool kStarted = SetUp();
  static_cast<void>(kStarted);
}

std::string LastGitMessage() {
  const git_error* error = git_error_last();
  return error == nullptr || error->message == nullptr ? "unknown failure"
                                                       : error->message;
}

absl::Status GitFailure(absl::string_view what) {
  return absl::UnavailableError(absl::StrCat(what, ": ", LastGitMessage()));
}

ObjectId FromGit(const git_oid& oid) {
  static_assert(sizeof oid.id == ObjectId::kBytes, "SHA-1 ids");
  ObjectId::Raw raw;
  std::memcpy(raw.data(), oid.id, raw.size());
  return ObjectId(raw);
}

git_oid ToGit(const ObjectId& id) {
  git_oid oid;
  std::memcpy(oid.id, id.raw().data(), sizeof oid.id);
  return oid;
}

}  // namespace patchgraph
