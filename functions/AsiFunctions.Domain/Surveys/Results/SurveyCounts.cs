using System.Globalization;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>The counts of one round and one version, with the two dimensions that views filter by.</summary>
internal sealed class SurveyCounts
{
    private readonly List<Place> places;
    private readonly Dictionary<(string Question, string Answer), int> sums = [];

    private SurveyCounts(List<Place> places)
    {
        this.places = places;
        foreach (Place place in places)
        {
            sums[(place.Question, place.Answer)] = this[place.Question, place.Answer] + place.Count;
        }
    }

    /// <summary>The values of the dimension standard that occur.</summary>
    public IEnumerable<string> Standards => places.Select(place => place.Standard).Distinct(StringComparer.Ordinal);

    /// <summary>The years that occur.</summary>
    public IEnumerable<int> Years => places.Select(place => place.Year).Distinct();

    public int this[string question, string answer] => sums.GetValueOrDefault((question, answer));

    public static SurveyCounts Of(FormDefinition form, Cells cells)
    {
        string version = form.Version.ToString(CultureInfo.InvariantCulture);
        List<Place> counted = [];
        foreach ((CellKey key, int count) in cells)
        {
            string[] values = key.Coordinates.Split('|');
            if (key.Cube == Cubes.Surveys && values[1] == version)
            {
                counted.Add(new Place(values[2], values[3], values[4], key.Day.Year, count));
            }
        }

        return new SurveyCounts(counted);
    }

    public SurveyCounts In(SurveyView view) =>
        Where(place => (view.Standard is null || place.Standard == SurveyCells.NameOf(view.Standard))
            && (view.Year is null || place.Year == view.Year));

    public SurveyCounts OfStandard(string standard) => Where(place => place.Standard == standard);

    public SurveyCounts OfYear(int year) => Where(place => place.Year == year);

    private SurveyCounts Where(Func<Place, bool> isIn) => new([.. places.Where(isIn)]);

    private readonly record struct Place(string Question, string Answer, string Standard, int Year, int Count);
}
