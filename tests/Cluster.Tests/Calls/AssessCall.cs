using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Cluster.Tests.Calls;

/// <summary>A call of <see cref="IAccount.Assess"/> on its way out, that ends as a test says.</summary>
internal sealed class AssessCall(Func<AssessCall, Outcome<AssessedBatch>> end) : RequestBase, IOutgoingGrainCallContext
{
    public Caller? Caller { get; set; } = RiskSilos.Caller(1);

    public TransactionBatch? Batch { get; set; } = new("account", []);

    public int Made { get; private set; }

    public Outcome<AssessedBatch> Outcome => Response!.GetResult<Outcome<AssessedBatch>>()!;

    public Response? Response { get; set; }

    public IInvokable Request => this;

    public GrainId TargetId { get; } =
        GrainId.Create("account", GrainKey.Of(new TenantId(1), new AccountKey(1)).ToString());

    public MethodInfo InterfaceMethod { get; } = typeof(IAccount).GetMethod(nameof(IAccount.Assess))!;

    public object Grain => throw new NotSupportedException();

    public GrainId? SourceId => null;

    public IGrainContext? SourceContext => null;

    public GrainInterfaceType InterfaceType => default;

    public string InterfaceName => nameof(IAccount);

    public string MethodName => nameof(IAccount.Assess);

    public object? Result
    {
        get => Response?.Result;
        set => throw new NotSupportedException();
    }

    Task IGrainCallContext.Invoke()
    {
        Made++;
        Response = Orleans.Serialization.Invocation.Response.FromResult(end(this));
        return Task.CompletedTask;
    }

    public override int GetArgumentCount() => 2;

    public override object GetArgument(int index) => (index == 0 ? Caller : Batch)!;

    public override void SetArgument(int index, object value)
    {
        if (index == 0)
        {
            Caller = (Caller)value;
        }
        else
        {
            Batch = (TransactionBatch)value;
        }
    }

    public override ValueTask<Response> Invoke() => throw new NotSupportedException();

    public override object GetTarget() => throw new NotSupportedException();

    public override void SetTarget(ITargetHolder holder) => throw new NotSupportedException();

    public override string GetMethodName() => MethodName;

    public override string GetInterfaceName() => InterfaceName;

    public override string GetActivityName() => MethodName;

    public override MethodInfo GetMethod() => InterfaceMethod;

    public override Type GetInterfaceType() => typeof(IAccount);

    public override void Dispose()
    {
    }
}
