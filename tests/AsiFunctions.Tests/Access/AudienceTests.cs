using System.Reflection;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Tests.Access;

public sealed class AudienceTests
{
    public static TheoryData<string> HttpFunctions =>
        [.. Audiences.HttpFunctions(typeof(AudienceAttribute).Assembly).Select(function => $"{function.DeclaringType!.FullName}.{function.Name}")];

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public void Every_function_with_an_http_trigger_declares_one_audience(string entryPoint)
    {
        MethodInfo function = Audiences.HttpFunctions(typeof(AudienceAttribute).Assembly)
            .Single(method => $"{method.DeclaringType!.FullName}.{method.Name}" == entryPoint);

        Assert.NotNull(Audience.Of(function));
    }

    [Fact]
    public void A_function_without_an_audience_is_refused() => Refused(nameof(Samples.Undeclared));

    [Fact]
    public void Audiences_that_contradict_one_another_are_refused()
    {
        Refused(nameof(Samples.PublicAndRole));
        Refused(nameof(Samples.SignedInAndKey));
        Refused(nameof(Samples.NoRoles));
    }

    [Fact]
    public void A_case_key_and_roles_may_stand_together()
    {
        Audience.Restricted either = Assert.IsType<Audience.Restricted>(Of(nameof(Samples.KeyOrRole)));
        Assert.Equal("reference", either.KeyParameter);
        Assert.Equal([Role.Secretariat], either.Roles!);
    }

    [Fact]
    public void A_case_key_alone_is_open_to_no_account() =>
        Assert.Null(Assert.IsType<Audience.Restricted>(Of(nameof(Samples.Key))).Roles);

    private static void Refused(string method) => Assert.Throws<InvalidOperationException>(() => Of(method));

    private static Audience Of(string method) => Audience.Of(typeof(Samples).GetMethod(method)!);

    private static class Samples
    {
        public static void Undeclared()
        {
        }

        [OpenToPublic]
        [OpenTo(Role.Board)]
        public static void PublicAndRole()
        {
        }

        [OpenToSignedIn]
        [OpenToCaseKey]
        public static void SignedInAndKey()
        {
        }

        [OpenTo]
        public static void NoRoles()
        {
        }

        [OpenToCaseKey]
        [OpenTo(Role.Secretariat)]
        public static void KeyOrRole()
        {
        }

        [OpenToCaseKey]
        public static void Key()
        {
        }
    }
}
