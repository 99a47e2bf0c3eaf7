#include "engine/git/git_repository.h"

#include <git2.h>

#include <cstdlib>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/git/commit_parser.h"
#include "engine/git/git_handles.h"
#include "engine/git/git_topology.h"
#include "engine/git/git_tree_object.h"

namespace patchgraph {
namespace {

absl::Status OpenFailure(int code, absl::string_view path) {
  const std::string words = LastGitMessage();
  if (absl::StrContains(absl::AsciiStrToLower(words), "objectformat")) {
    return absl::UnimplementedError(absl::StrCat(
        "repository ", path, " has SHA-256 object ids; only repositories with ",
        "SHA-1 ids can be read"));
  }
  if (code == GIT_ENOTFOUND) {
    return absl::NotFoundError(absl::StrCat("no git repository at ", path));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("cannot open git repository ", path, ": ", words));
}

// Opens the repository that git would take here.
int OpenHere(git_repository** repository) {
  const int code = git_repository_open_ext(
      repository, nullptr,
      GIT_REPOSITORY_OPEN_FROM_ENV | GIT_REPOSITORY_OPEN_CROSS_FS, nullptr);
  if (code == 0 || std::getenv("GIT_WORK_TREE") == nullptr) return code;
  // libgit2 gives up where GIT_WORK_TREE is set, which does not matter to us.
  const char* git_dir = std::getenv("GIT_DIR");
  return git_repository_open_ext(repository, git_dir == nullptr ? "." : git_dir,
                                 git_dir == nullptr
                                     ? GIT_REPOSITORY_OPEN_CROSS_FS
                                     : GIT_REPOSITORY_OPEN_NO_SEARCH,
                                 nullptr);
}

GitCommit ValueOf(const git_commit* commit) {
  GitCommit value;
  value.id = FromGit(*git_commit_id(commit));
  value.tree = FromGit(*git_commit_tree_id(commit));
  for (unsigned i = 0; i < git_commit_parentcount(commit); ++i) {
    value.parents.push_back(FromGit(*git_commit_parent_id(commit, i)));
  }
  SetPeople(git_commit_author(commit), git_commit_committer(commit), &value);
  value.message = git_commit_message(commit);
  value.subject = SubjectOf(value.message);
  return value;
}

}  // namespace

GitRepository::GitRepository(std::shared_ptr<git_repository> handle,
                             std::string name,
                             std::shared_ptr<const GitObjectStore> objects)
    : handle_(std::move(handle)),
      name_(std::move(name)),
      objects_(std::move(objects)) {}

absl::StatusOr<std::shared_ptr<const GitRepository>> GitRepository::Wrap(
    git_repository* raw, absl::string_view name) {
  // Held together: a blob may outlive the repository that it came from.
  struct Held {
    GitRepositoryHandle repository;
    GitOdbHandle odb;
  };
  auto held = std::make_shared<Held>();
  held->repository.reset(raw);
  git_odb* odb = nullptr;
  if (const int code = git_repository_odb(&odb, raw); code != 0) {
    return OpenFailure(code, name);
  }
  held->odb.reset(odb);
  git_buf folder = {};
  if (git_repository_item_path(&folder, raw, GIT_REPOSITORY_ITEM_OBJECTS) !=
      0) {
    return OpenFailure(GIT_ERROR, name);
  }
  auto objects = std::make_shared<const GitObjectStore>(
      odb, held, std::string(folder.ptr, folder.size), std::string(name));
  git_buf_dispose(&folder);
  return std::shared_ptr<const GitRepository>(
      new GitRepository(std::shared_ptr<git_repository>(held, raw),
                        std::string(name), std::move(objects)));
}

absl::StatusOr<std::shared_ptr<const GitRepository>> GitRepository::Open(
    absl::string_view path) {
  StartGitLibrary();
  const std::string place(path);
  git_repository* raw = nullptr;
  const int code = git_repository_open_ext(
      &raw, place.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  if (code != 0) return OpenFailure(code, path);
  return Wrap(raw, path);
}

absl::StatusOr<std::shared_ptr<const GitRepository>> GitRepository::Discover(
    absl::string_view directory) {
  StartGitLibrary();
  const bool here = directory.empty();
  const std::string place(here ? "." : directory);
  git_repository* raw = nullptr;
  const int code =
      here ? OpenHere(&raw)
           : git_repository_open_ext(&raw, place.c_str(),
                                     GIT_REPOSITORY_OPEN_CROSS_FS, nullptr);
  if (code == GIT_ENOTFOUND) {
    return absl::NotFoundError(
        here ? "there is no git repository here or above"
             : absl::StrCat("there is no git repository at ", place,
                            " or above"));
  }
  if (code != 0) return OpenFailure(code, place);
  const char* worktree = git_repository_workdir(raw);
  absl::string_view name =
      worktree != nullptr ? worktree : git_repository_path(raw);
  if (name.size() > 1 && absl::EndsWith(name, "/")) name.remove_suffix(1);
  return Wrap(raw, std::string(name));
}

bool GitRepository::IsShallow() const {
  return git_repository_is_shallow(handle_.get()) == 1;
}

std::string GitRepository::GitFolder() const {
  return git_repository_commondir(handle_.get());
}

absl::Status GitRepository::Missing(absl::string_view what) const {
  return absl::NotFoundError(
      absl::StrCat(what, " in repository ", name_, ShallowHint()));
}

absl::string_view GitRepository::ShallowHint() const {
  return IsShallow() ? " (a shallow clone: `git fetch --unshallow` brings more)"
                     : "";
}

absl::StatusOr<GitRevision> GitRepository::Resolve(
    absl::string_view revision) const {
  const std::string text(revision);
  GitRevision found;
  found.commit = ResolveName(text);
  if (found.commit.has_value()) {
    found.tree = found.commit->tree;
    return found;
  }
  git_object* raw = nullptr;
  int code = text.find('\0') == std::string::npos
                 ? git_revparse_single(&raw, handle_.get(), text.c_str())
                 : GIT_EINVALIDSPEC;
  const GitObjectHandle object(raw);
  if (code == GIT_ENOTFOUND) {
    return absl::NotFoundError(absl::StrCat(
        revision, " is no revision of repository ", name_, ShallowHint()));
  }
  if (code != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", revision, "\" is ",
                     code == GIT_EAMBIGUOUS ? "ambiguous" : "no revision",
                     " in repository ", name_, ": ", LastGitMessage()));
  }
  git_object* peeled = nullptr;
  if (git_object_peel(&peeled, raw, GIT_OBJECT_COMMIT) == 0) {
    const GitObjectHandle commit(peeled);
    found.commit = ValueOf(reinterpret_cast<const git_commit*>(peeled));
    found.tree = found.commit->tree;
    return found;
  }
  code = git_object_peel(&peeled, raw, GIT_OBJECT_TREE);
  if (code == GIT_ENOTFOUND) {
    return Missing(
        absl::StrCat("what revision ", revision, " names is missing"));
  }
  if (code != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("revision ", revision, " in repository ", name_, " is a ",
                     git_object_type2string(git_object_type(raw)),
                     ", not a commit or a tree"));
  }
  const GitObjectHandle tree(peeled);
  found.tree = FromGit(*git_object_id(peeled));
  return found;
}

bool GitRepository::HasRevision(absl::string_view text) const {
  return Resolve(text).ok();
}

absl::StatusOr<GitCommit> GitRepository::ResolveCommit(
    absl::string_view revision) const {
  auto found = Resolve(revision);
  if (!found.ok()) return found.status();
  if (!found->commit.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "revision ", revision, " in repository ", name_, " is no commit"));
  }
  return *std::move(found->commit);
}

absl::optional<GitCommit> GitRepository::ResolveName(
    const std::string& name) const {
  // A name with one of these is no reference's.
  if (name.empty() || name.find_first_of("^~:@{ ") != std::string::npos ||
      name.find('\0') != std::string::npos) {
    return absl::nullopt;
  }
  git_reference* raw = nullptr;
  if (git_reference_dwim(&raw, handle_.get(), name.c_str()) != 0) {
    return absl::nullopt;
  }
  const GitReferenceHandle reference(raw);
  if (git_reference_resolve(&raw, reference.get()) != 0) return absl::nullopt;
  const GitReferenceHandle direct(raw);
  // A tag's commit is known where git packed its references.
  const git_oid* target = git_reference_target_peel(raw);
  if (target == nullptr) target = git_reference_target(raw);
  if (target == nullptr) return absl::nullopt;
  return ReadOrdinaryCommit(FromGit(*target));
}

absl::optional<GitCommit> GitRepository::ReadOrdinaryCommit(
    const ObjectId& id) const {
  const auto bytes = objects_->ReadCommit(id);
  if (!bytes.ok()) return absl::nullopt;
  return ParseCommit(id, **bytes);
}

absl::StatusOr<CommitTrees> GitRepository::ReadCommitTrees(
    const ObjectId& id) const {
  const auto links = ReadLinks(id);
  if (!links.ok()) return links.status();
  CommitTrees trees;
  trees.after = links->tree;
  trees.before = EmptyTreeId();
  if (!links->parents.empty()) {
    const auto parent = ReadLinks(links->parents.front());
    if (!parent.ok()) return parent.status();
    trees.before = parent->tree;
  }
  return trees;
}

absl::StatusOr<GitRepository::Links> GitRepository::ReadLinks(
    const ObjectId& id) const {
  Links links;
  if (const auto bytes = objects_->ReadCommit(id); bytes.ok()) {
    absl::string_view rest = **bytes;
    if (TakeCommitLinks(&rest, &links.tree, &links.parents)) return links;
  }
  auto commit = ReadCommit(id);
  if (!commit.ok()) return commit.status();
  links.tree = commit->tree;
  links.parents = std::move(commit->parents);
  return links;
}

absl::StatusOr<GitCommit> GitRepository::ReadCommit(const ObjectId& id) const {
  auto ordinary = ReadOrdinaryCommit(id);
  if (ordinary.has_value()) return *std::move(ordinary);
  const git_oid oid = ToGit(id);
  git_commit* raw = nullptr;
  const int code = git_commit_lookup(&raw, handle_.get(), &oid);
  const GitCommitHandle commit(raw);
  if (code == GIT_ENOTFOUND) {
    return Missing(absl::StrCat("no commit ", id.Hex()));
  }
  if (code != 0) {
    return absl::DataLossError(absl::StrCat("cannot read commit ", id.Hex(),
                                            " in repository ", name_, ": ",
                                            LastGitMessage()));
  }
  return ValueOf(raw);
}

absl::StatusOr<std::vector<GitCommit>> GitRepository::CommitsBetween(
    const ObjectId& from, const ObjectId& to) const {
  auto commits = FindRange(
      [this](const ObjectId& id) { return ReadCommit(id); }, from, to);
  if (!commits.ok()) return commits.status();
  return OldestFirst(*std::move(commits));
}

absl::StatusOr<ObjectId> GitRepository::MergeBase(const ObjectId& a,
                                                  const ObjectId& b) const {
  const git_oid one = ToGit(a);
  const git_oid two = ToGit(b);
  git_oid base;
  const int code = git_merge_base(&base, handle_.get(), &one, &two);
  if (code != 0) {
    return Missing(absl::StrCat("no common ancestor of ", ShortId(a), " and ",
                                ShortId(b)));
  }
  return FromGit(base);
}

}  // namespace patchgraph
