#include "engine/resolve/proposal_words.h"

#include "absl/strings/str_format.h"

namespace patchgraph {

std::string ProposalWords(const Proposal& proposal) {
  return absl::StrFormat("%s (%.2f): %s", proposal.resolver,
                         proposal.confidence, proposal.reason);
}

}  // namespace patchgraph
