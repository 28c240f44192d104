// Sends a segment with a subsegment to the daemon at argv[2] and prints the trace's id.
import AWSXRay from 'aws-xray-sdk-core';

AWSXRay.setDaemonAddress(process.argv[2]);
const segment = new AWSXRay.Segment('node-client');
segment.addAnnotation('sent_by', 'aws-xray-sdk-core');
const subsegment = segment.addNewSubsegment('work');
subsegment.addError(new Error('boom'));
subsegment.close();
segment.close();
console.log(segment.trace_id);
