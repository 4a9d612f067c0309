/** Names of lists and maps in the query protocol, of a service whose model has come to say them for JSON alone: of a list its
 * elements' name, of a map those of its key and value. Taken from the service's API reference of its query protocol. */
export const queryNames: Readonly<Record<string, Readonly<Record<string, readonly [string, string?]>>>> = {
  sqs: {
    AttributeNameList: ['AttributeName'],
    MessageSystemAttributeList: ['MessageSystemAttributeName'],
    QueueAttributeMap: ['Name', 'Value'],
    MessageBodyAttributeMap: ['Name', 'Value'],
    MessageBodySystemAttributeMap: ['Name', 'Value'],
    MessageAttributeNameList: ['MessageAttributeName'],
    TagMap: ['Key', 'Value'],
    TagKeyList: ['TagKey'],
    SendMessageBatchRequestEntryList: ['SendMessageBatchRequestEntry'],
    DeleteMessageBatchRequestEntryList: ['DeleteMessageBatchRequestEntry'],
    ChangeMessageVisibilityBatchRequestEntryList: ['ChangeMessageVisibilityBatchRequestEntry'],
    AWSAccountIdList: ['AWSAccountId'],
    ActionNameList: ['ActionName'],
  },
};
