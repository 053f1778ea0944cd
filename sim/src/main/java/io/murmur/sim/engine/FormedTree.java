package io.murmur.sim.engine;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.hierarchical.agent.Keeper;
import io.murmur.hierarchical.agent.Sharing;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.roster.Roster;
import io.murmur.sim.chance.Mix;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree of groups as it is once it has formed: neighbouring agents are in one group, neighbouring groups in one unit,
 * and the first of each lead. Agents of one group that know the same share it.
 */
final class FormedTree {
    private static final int MEMBERS = 100;
    private static final int TENTHS = 10;

    private final Population population;
    private final HierarchySettings settings;
    private final Sharing sharing;
    private final int agents;
    private final int groups;
    private final int zones;
    private final List<Roster> rosters = new ArrayList<>();
    private final List<List<Place>> places = new ArrayList<>();

    FormedTree(Population population, HierarchySettings settings, Sharing sharing, int agents) {
        this.population = population;
        this.settings = settings;
        this.sharing = sharing;
        this.agents = agents;
        this.groups = (agents + MEMBERS - 1) / MEMBERS;
        this.zones = groups == 1 ? 0 : (groups + MEMBERS - 1) / MEMBERS;
        List<List<Descriptor>> byZone = new ArrayList<>();
        List<Descriptor> units = new ArrayList<>();
        for (int zone = 0; zone < zones; zone++) {
            List<Descriptor> inZone = new ArrayList<>();
            for (int group = firstGroup(zone); group < firstGroup(zone + 1); group++) {
                inZone.add(group(group));
            }
            byZone.add(inZone);
            units.add(zone(zone));
        }
        if (zones == 0) {
            settle(0, List.of(group(0)), List.of());
        }
        Directory top = Directory.of(id(2, 0), 2, units);
        for (int zone = 0; zone < zones; zone++) {
            Directory directory = Directory.of(id(1, zone), 1, byZone.get(zone));
            List<Directory> directories = zones > 1 ? List.of(directory, top) : List.of(directory);
            for (int i = 0; i < byZone.get(zone).size(); i++) {
                List<Descriptor> chain =
                        new ArrayList<>(List.of(byZone.get(zone).get(i), units.get(zone)));
                if (zones > 1) {
                    chain.add(top());
                }
                settle(firstGroup(zone) + i, chain, directories);
            }
        }
    }

    /** Members know the chain, leaders and deputies their unit's groups, those who speak for a unit the units beside it. */
    private void settle(int group, List<Descriptor> chain, List<Directory> directories) {
        List<Place> known = new ArrayList<>();
        known.add(new Place(chain, List.of()));
        for (int levels = 1; levels <= directories.size(); levels++) {
            known.add(new Place(chain, directories.subList(0, levels)));
        }
        places.add(known);
        rosters.add(population.roster(first(group), first(group + 1)));
    }

    private Descriptor group(int group) {
        List<Contact> nodes = new ArrayList<>();
        int copies = settings.spread().copies();
        for (int index = first(group); index < first(group + 1) && nodes.size() < copies; index++) {
            nodes.add(contact(index));
        }
        return new Descriptor(id(0, group), 0, 1, 1, nodes);
    }

    private Descriptor zone(int zone) {
        List<Contact> nodes = new ArrayList<>();
        for (int group = firstGroup(zone); group < firstGroup(zone + 1) && nodes.size() < starters(); group++) {
            nodes.add(contact(first(group)));
        }
        return new Descriptor(id(1, zone), 1, 1, 1, nodes);
    }

    private Descriptor top() {
        List<Contact> nodes = new ArrayList<>();
        for (int zone = 0; zone < zones && nodes.size() < starters(); zone++) {
            nodes.add(contact(first(firstGroup(zone))));
        }
        return new Descriptor(id(2, 0), 2, 1, 1, nodes);
    }

    private int starters() {
        return settings.spread().starters();
    }

    private Contact contact(int index) {
        return new Contact(population.id(index), Population.address(index));
    }

    private long id(int level, int number) {
        return Mix.of(population.id(0), level, number);
    }

    private int first(int group) {
        return (int) ((long) group * agents / groups);
    }

    private int firstGroup(int zone) {
        return (int) ((long) zone * groups / zones);
    }

    private int groupOf(int index) {
        int group = (int) ((long) index * groups / agents);
        while (index >= first(group + 1)) {
            group++;
        }
        return group;
    }

    /** How many groups there are; each is led by its first agent. */
    int groups() {
        return groups;
    }

    /** The first agent of a group; of the group behind the last, the number of agents. */
    int firstOf(int group) {
        return first(group);
    }

    /** How many units of level 1 there are, or, where there is none beside another, tenths of the groups. */
    int units() {
        return zones > 1 ? zones : Math.min(TENTHS, groups);
    }

    /** The first group of a unit; of the unit behind the last, the number of groups. */
    int firstGroupOf(int unit) {
        return zones > 1 ? firstGroup(unit) : (int) ((long) unit * groups / units());
    }

    /** The members of an agent's group. */
    Roster roster(int index) {
        return rosters.get(groupOf(index));
    }

    /** Makes the hierarchy of an agent. */
    Extension.Factory of(int index) {
        int group = groupOf(index);
        List<Place> known = places.get(group);
        int rank = rank(index - first(group), group);
        Place place = known.get(Math.min(rank, known.size() - 1));
        return local -> new Hierarchy(local, settings, place, Keeper.FORGETFUL, sharing);
    }

    private int rank(int number, int group) {
        if (number >= settings.spread().copies()) {
            return 0;
        }
        int zone = zones == 0 ? 0 : (int) ((long) group * zones / groups);
        while (zones > 0 && group >= firstGroup(zone + 1)) {
            zone++;
        }
        boolean speaks = zones > 0 && number == 0 && group - firstGroup(zone) < starters();
        return speaks ? 2 : 1;
    }
}
