#include "engine/rebase/commit_maker.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/rebase/commit_message.h"

namespace patchgraph {

CommitMaker::CommitMaker(const GitRepository& repository,
                         const StateOptions& options, GitPerson person,
                         NewObjects* objects)
    : repository_(repository),
      options_(options),
      person_(std::move(person)),
      objects_(objects) {}

bool CommitMaker::keeps_commits() const {
  return !options_.signoff() && !options_.no_fast_forward() &&
         !options_.reset_author_date() &&
         !options_.committer_date_is_author_date();
}

absl::StatusOr<CommitText> CommitMaker::Read(const ObjectId& id) const {
  const auto made = made_.find(id);
  if (made != made_.end()) return made->second;
  return ReadCommitText(repository_, id);
}

absl::StatusOr<ObjectId> CommitMaker::TreeOf(const ObjectId& id) const {
  const auto text = Read(id);
  if (!text.ok()) return text.status();
  return text->tree;
}

absl::StatusOr<ObjectId> CommitMaker::Add(CommitText text) {
  const std::string now = PrintPersonLine(person_);
  if (options_.reset_author_date()) {
    text.author = absl::StrCat(PersonOfPersonLine(text.author), " ",
                               DateOfPersonLine(now));
  }
  text.committer = options_.committer_date_is_author_date()
                       ? absl::StrCat(PrintPerson(person_), " ",
                                      DateOfPersonLine(text.author))
                       : now;
  const ObjectId id = objects_->AddCommit(PrintCommitText(text));
  made_[id] = std::move(text);
  return id;
}

absl::StatusOr<ObjectId> CommitMaker::Pick(const ObjectId& original,
                                           const ObjectId& tree,
                                           const ObjectId& head) {
  auto text = Read(original);
  if (!text.ok()) return text.status();
  text->tree = tree;
  text->parents = {head};
  // Like git, not again for what is folded in.
  if (options_.signoff()) {
    text->message = SignedOff(text->message, PrintPerson(person_));
  }
  return Add(*std::move(text));
}

absl::StatusOr<ObjectId> CommitMaker::Fold(const ObjectId& folded,
                                           PickCommand command,
                                           const ObjectId& tree,
                                           const ObjectId& head) {
  auto text = Read(head);
  if (!text.ok()) return text.status();
  const auto other = Read(folded);
  if (!other.ok()) return other.status();
  text->tree = tree;
  if (command == PickCommand::kSquash) {
    text->message = SquashedMessage(text->message, other->message);
  } else if (command == PickCommand::kAmend) {
    std::string message = AmendedMessage(other->message);
    if (!message.empty()) text->message = std::move(message);
  }
  return Add(*std::move(text));
}

}  // namespace patchgraph
