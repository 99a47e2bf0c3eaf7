#include "engine/rebase/rebase_request.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/git/git_refs.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kBranches = "refs/heads/";

std::string ShortBranch(absl::string_view branch) {
  absl::ConsumePrefix(&branch, kBranches);
  return std::string(branch);
}

absl::string_view CommandName(PickCommand command) {
  switch (command) {
    case PickCommand::kPick:
      return "pick";
    case PickCommand::kFixup:
      return "fixup";
    case PickCommand::kSquash:
      return "squash";
    case PickCommand::kAmend:
      return "amend";
  }
  return "pick";
}

class Preparation {
 public:
  Preparation(const GitRepository& repository, const RebaseRequest& request)
      : repository_(repository), request_(request) {}

  absl::StatusOr<PreparedRebase> Prepare() {
    absl::Status status = FindBranch();
    if (status.ok()) status = FindUpstream();
    if (status.ok()) status = FindOnto();
    if (status.ok()) status = FindPicks();
    if (!status.ok()) return status;
    prepared_.up_to_date = IsUpToDate();
    return std::move(prepared_);
  }

 private:
  RebaseState& state() { return prepared_.state; }

  absl::Status FindBranch() {
    const auto head = ReadHead(repository_);
    if (!head.ok()) return head.status();
    if (!head->commit.IsNull()) {
      state().set_start_commit(head->commit.Hex());
    }
    state().set_start_branch(head->branch);
    std::string branch = head->branch;
    tip_ = head->commit;
    if (!request_.branch.empty()) {
      branch = absl::StrCat(kBranches, request_.branch);
      absl::optional<ObjectId> tip = ReadRef(repository_, branch);
      if (!tip.has_value()) {
        const auto commit = repository_.ResolveCommit(request_.branch);
        if (!commit.ok()) return commit.status();
        branch.clear();
        tip = commit->id;
      }
      tip_ = *tip;
    }
    if (tip_.IsNull()) {
      return absl::FailedPreconditionError(
          absl::StrCat(head->branch, " has no commit to rebase"));
    }
    if (!branch.empty() && branch != head->branch &&
        IsCheckedOut(repository_, branch)) {
      return absl::FailedPreconditionError(
          absl::StrCat(branch, " is checked out in another worktree"));
    }
    state().set_branch(branch);
    state().set_old_tip(tip_.Hex());
    state().set_name(branch.empty()
                         ? (request_.branch.empty() ? "HEAD" : request_.branch)
                         : ShortBranch(branch));
    return absl::OkStatus();
  }

  absl::Status FindUpstream() {
    if (request_.root) return absl::OkStatus();
    std::string name = request_.upstream;
    if (name.empty()) {
      const absl::optional<std::string> followed =
          FollowedBy(repository_, state().branch());
      if (!followed.has_value()) {
        return absl::InvalidArgumentError(absl::StrCat(
            "rebase: onto what? ", state().name(),
            " follows no branch; name an UPSTREAM (see patchgraph rebase ",
            "--help)"));
      }
      name = *followed;
    }
    const auto commit = repository_.ResolveCommit(name);
    if (!commit.ok()) return commit.status();
    prepared_.upstream_name = name;
    upstream_ = commit->id;
    return absl::OkStatus();
  }

  absl::Status FindOnto() {
    std::string name =
        request_.onto.empty() ? prepared_.upstream_name : request_.onto;
    state().set_onto_name(name);
    const size_t dots = name.find("...");
    if (dots != std::string::npos) {
      const auto a =
          repository_.ResolveCommit(dots == 0 ? "HEAD" : name.substr(0, dots));
      const auto b = repository_.ResolveCommit(
          dots + 3 == name.size() ? "HEAD" : name.substr(dots + 3));
      if (!a.ok()) return a.status();
      if (!b.ok()) return b.status();
      const auto base = repository_.MergeBase(a->id, b->id);
      if (!base.ok()) return base.status();
      onto_ = *base;
    } else {
      const auto commit = repository_.ResolveCommit(name);
      if (!commit.ok()) return commit.status();
      onto_ = commit->id;
    }
    state().set_onto(onto_.Hex());
    state().set_head(onto_.Hex());
    if (request_.root) upstream_ = onto_;
    return absl::OkStatus();
  }

  absl::Status FindPicks() {
    *state().mutable_options() = request_.options;
    RebasePlanOptions options = request_.plan;
    options.branch = state().branch();
    auto plan = MakeRebasePlan(repository_, upstream_, tip_, options);
    if (!plan.ok()) return plan.status();
    plan_ = *std::move(plan);
    for (const RebasePick& pick : plan_.picks) {
      StatePick* row = state().add_picks();
      row->set_commit(pick.commit.id.Hex());
      row->set_command(std::string(CommandName(pick.command)));
      row->set_subject(pick.commit.subject);
      if (pick.dropped.empty()) continue;
      row->set_as(std::string(Name(RebasedAs::kDropped)));
      row->set_reason(pick.dropped);
    }
    for (const RangeBranch& branch : plan_.branches) {
      StateBranch* row = state().add_branches();
      row->set_name(branch.name);
      row->set_old_id(branch.id.Hex());
      row->set_pick(branch.pick);
    }
    for (const std::string& note : plan_.notes) state().add_notes(note);
    return absl::OkStatus();
  }

  bool IsUpToDate() {
    const StateOptions& options = request_.options;
    if (options.signoff() || options.no_fast_forward() ||
        options.reset_author_date() ||
        options.committer_date_is_author_date() || options.exec_size() > 0 ||
        options.exec_at_end_size() > 0 || plan_.merges > 0) {
      return false;
    }
    ObjectId at = onto_;
    for (const RebasePick& pick : plan_.picks) {
      if (pick.command != PickCommand::kPick || !pick.dropped.empty() ||
          pick.commit.parents.empty() || pick.commit.parents.front() != at) {
        return false;
      }
      at = pick.commit.id;
    }
    const bool head_is_there = state().branch() == state().start_branch() &&
                               state().old_tip() == state().start_commit();
    return at == tip_ && head_is_there;
  }

  const GitRepository& repository_;
  const RebaseRequest& request_;
  PreparedRebase prepared_;
  RebasePlan plan_;
  ObjectId tip_;
  ObjectId upstream_;
  ObjectId onto_;
};

}  // namespace

absl::StatusOr<PreparedRebase> PrepareRebase(const GitRepository& repository,
                                             const RebaseRequest& request) {
  return Preparation(repository, request).Prepare();
}

}  // namespace patchgraph
