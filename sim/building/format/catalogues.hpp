// Catalogues: materials, fuels, kinds of things and profiles that come with the program (assets/),
// and how a scenario's own entries join them.
#pragma once

#include <vector>

#include "building/format/messages.hpp"
#include "building/scenario.hpp"

namespace firedrill::format {

struct Catalogues {
    std::vector<Material> materials;
    std::vector<Fuel> fuels;
    std::vector<ItemType> items;
    std::vector<Profile> profiles;
};

// Reads assets/materials.json, fuels.json, items.json and profiles.json: each an object with one
// list under the file's name. Throws LoadError where one is faulty.
Catalogues load_catalogues(Messages& say);

// Built-in entries first, then the scenario's; one with the same id takes the built-in one's place.
template <class Entry>
void merge(std::vector<Entry>& catalogue, const std::vector<Entry>& own) {
    for (const Entry& entry : own) {
        Entry* same = nullptr;
        for (Entry& candidate : catalogue) {
            if (candidate.id == entry.id) same = &candidate;
        }
        if (same != nullptr) {
            *same = entry;
        } else {
            catalogue.push_back(entry);
        }
    }
}

}  // namespace firedrill::format
