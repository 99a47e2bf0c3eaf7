// A proposal in a few words, for people.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_PROPOSAL_WORDS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_PROPOSAL_WORDS_H_

#include <string>

#include "engine/resolve/resolve_file.h"

namespace patchgraph {

// "include-list (0.99): both sides add to it"
std::string ProposalWords(const Proposal& proposal);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_PROPOSAL_WORDS_H_
