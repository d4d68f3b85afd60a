using System.Globalization;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>
/// What can be wrong with what a member sends, before its register is looked at. All faults at once; pointers are those of the details' JSON.
/// </summary>
public static class EntityChecks
{
    /// <summary>Characters of a name.</summary>
    public const int MaxName = 200;

    /// <summary>Characters of a scope's description.</summary>
    public const int MaxDescription = 1000;

    /// <summary>People at one facility, at most.</summary>
    public const int MaxHeadCount = 1_000_000;

    /// <summary>What is wrong with a facility's details on a day.</summary>
    public static IReadOnlyList<Fault> Of(FacilityDetails details, DateOnly today) =>
    [
        .. Text(details.Name, "/name", MaxName, "Please write the facility's name."),
        .. Activities(details.Activities, today),
        .. Countries.IsKnown(details.Country)
            ? (Fault[])[]
            : [new Fault("/country", FaultCodes.NotOffered, "Write a country's code of two letters (ISO 3166-1), such as NO.")],
        .. details.HeadCount is null or (>= 0 and <= MaxHeadCount)
            ? (Fault[])[]
            : [new Fault(
                "/headCount", FaultCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"Write a number from 0 to {MaxHeadCount:N0}."))],
    ];

    /// <summary>What is wrong with a product's details on a day.</summary>
    public static IReadOnlyList<Fault> Of(ProductDetails details, DateOnly today) =>
    [
        .. Text(details.Name, "/name", MaxName, "Please write the name of the product or programme."),
        .. Activities(details.Activities, today),
    ];

    /// <summary>What is wrong with a scope's details.</summary>
    public static IReadOnlyList<Fault> Of(ScopeDetails details) =>
    [
        .. Text(details.Name, "/name", MaxName, "Please write how you call the scope."),
        .. Text(details.Description, "/description", MaxDescription, "Please write what is in the scope and what is not."),
        .. Keys(details.Facilities, "/facilities", EntityProcedure.MostFacilities, "This facility is in the list already."),
        .. Keys(details.Products, "/products", EntityProcedure.MostProducts, "This product or programme is in the list already."),
        .. details.Facilities.Count + details.Products.Count == 0
            ? [new Fault("/facilities", FaultCodes.Required, "A scope has at least one facility, product or programme.")]
            : (Fault[])[],
    ];

    private static IEnumerable<Fault> Text(string text, string pointer, int most, string needed)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new Fault(pointer, FaultCodes.Required, needed);
        }
        else if (text.Trim().Length > most)
        {
            yield return new Fault(pointer, FaultCodes.TooLong, $"Please use at most {most} characters.");
        }
    }

    private static IEnumerable<Fault> Activities(IReadOnlyList<SupplyChainActivity> activities, DateOnly today) =>
        activities.Count > SupplyChainActivities.All.Count ? [TooMany("/activities", SupplyChainActivities.All.Count)] :
    [
        .. activities.Count == 0 ? [new Fault("/activities", FaultCodes.Required, "Please choose at least one supply chain activity.")] : (Fault[])[],
        .. Twice(activities, "/activities", "This activity is in the list already."),
        .. activities.Index().Where(a => a.Item.OfferedFrom > today).Select(a => new Fault(
            Place("/activities", a.Index), FaultCodes.NotOffered, $"{a.Item.EnglishName} is offered from {a.Item.OfferedFrom:yyyy-MM-dd}.")),
    ];

    // A list that is too long is not looked at: a hostile one would take long, and get an answer longer than itself.
    private static IEnumerable<Fault> Keys(IReadOnlyList<string> keys, string pointer, int most, string twice) =>
        keys.Count > most ? [TooMany(pointer, most)] : [.. Missing(keys, pointer), .. Twice(keys, pointer, twice)];

    private static Fault TooMany(string pointer, int most) =>
        new(pointer, FaultCodes.TooLong, string.Create(CultureInfo.InvariantCulture, $"At most {most} entries."));

    // Annotations do not keep a null out of a list that was read from JSON.
    private static IEnumerable<Fault> Missing(IReadOnlyList<string?> keys, string pointer) =>
        keys.Index().Where(key => string.IsNullOrWhiteSpace(key.Item)).Select(key => new Fault(
            Place(pointer, key.Index), FaultCodes.Required, "Write the key of an entry, such as F1."));

    private static IEnumerable<Fault> Twice<T>(IReadOnlyList<T> items, string pointer, string message) =>
        items.Index().Where(item => items.Take(item.Index).Contains(item.Item))
            .Select(item => new Fault(Place(pointer, item.Index), FaultCodes.Doubled, message));

    private static string Place(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");
}
